package dev.mayfly.ecs.spatial;

import static dev.mayfly.ecs.spatial.Points.listed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.ecs.error.InvalidGeometryException;
import dev.mayfly.ecs.error.NotBuiltException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SpatialGridTest extends SpatialFixture {

    private final SpatialGrid grid = new SpatialGrid(2f);
    private final SpatialGrid3D grid3D = new SpatialGrid3D(2f);

    private static Points points(float... xyz) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < xyz.length; i += 3) {
            places.add(new Place(xyz[i], xyz[i + 1], xyz[i + 2]));
        }
        return new Points(places);
    }

    private void buildBoth(Points points) {
        grid.build(frame, points.bag(), points.x, points.y);
        grid3D.build(frame, points.bag(), points.x, points.y, points.z);
    }

    @Test
    void whatIsExactlyAsFarAwayCounts() {
        Points points = points(0f, 0f, 0f, 3f, 4f, 0f, 3f, Math.nextUp(4f), 0f);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points);
            grid.radius(0f, 0f, 5f, found);
            assertThat(listed(found)).containsExactly(points.ids[0], points.ids[1]);
            grid3D.radius(0f, 0f, 0f, 5f, found);
            assertThat(listed(found)).containsExactly(points.ids[0], points.ids[1]);
            grid.box(0f, 0f, 3f, 4f, found);
            assertThat(listed(found)).containsExactly(points.ids[0], points.ids[1]);
        }
    }

    @Test
    void resultsComeByCellAndWithinACellAsGiven() {
        // Cells are 2 wide and begin at (0, 0).
        Points points = points(3f, 0f, 0f, 0f, 3f, 0f, 1f, 1f, 0f, 0f, 0f, 0f, 2.5f, 2.5f, 0f);
        int[] ids = points.ids;
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points);
            grid.radius(1f, 1f, 9f, found);
            assertThat(listed(found)).containsExactly(ids[2], ids[3], ids[0], ids[1], ids[4]);
            grid3D.radius(1f, 1f, 0f, 9f, found);
            assertThat(listed(found)).containsExactly(ids[2], ids[3], ids[0], ids[1], ids[4]);
        }
    }

    @Test
    void equallyNearOnesComeByAscendingId() {
        Points points = points(1f, 0f, 0f, -1f, 0f, 0f, 0f, 1f, 0f, 0f, -1f, 0f, 9f, 9f, 9f);
        List<Integer> around = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            around.add(points.ids[i]);
        }
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points);
            grid.nearest(0f, 0f, 3, found);
            assertThat(listed(found)).isEqualTo(Points.sorted(around).subList(0, 3));
            grid3D.nearest(0f, 0f, 0f, 4, found);
            assertThat(listed(found)).isEqualTo(Points.sorted(around));
        }
    }

    @Test
    void pairsAreFoundWhereRowsShareAPlaceInTheTable() {
        // A line of neighbors longer than the table, which two far ones keep from holding all.
        float[] line = new float[3 * 102];
        for (int i = 0; i < 100; i++) {
            line[3 * i + 1] = 2f * i;
            line[3 * i + 2] = 2f * i;
        }
        for (int axis = 0; axis < 3; axis++) {
            line[3 * 100 + axis] = -1e6f;
            line[3 * 101 + axis] = 1e6f;
        }
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points(line));
            grid.pairs(2f, found);
            assertThat(found.length()).isEqualTo(2 * 99);
            grid3D.pairs(3f, found);
            assertThat(found.length()).isEqualTo(2 * 99);
        }
    }

    @Test
    void everyFormOfTheIdsGivesTheSameGrid() {
        Points points = points(0f, 0f, 0f, 1f, 1f, 1f, 2f, 2f, 2f, 50f, 0f, 0f);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            Ints ids = frame.ints(4);
            IntList list = frame.intList(1);
            for (int i = 0; i < 4; i++) {
                ids.set(i, points.ids[i]);
                list.add(points.ids[i]);
            }
            buildBoth(points);
            grid.pairs(3f, found);
            List<Integer> pairs = listed(found);
            assertThat(pairs).hasSize(6);
            grid.build(frame, ids, points.x, points.y);
            ids.fill(-7); // the grid has a copy
            grid.pairs(3f, found);
            assertThat(listed(found)).isEqualTo(pairs);
            grid.build(frame, list, points.x, points.y);
            list.clear();
            grid.pairs(3f, found);
            assertThat(listed(found)).isEqualTo(pairs);
            grid3D.build(frame, list, points.x, points.y, points.z);
            assertThat(grid3D.count()).isZero();
        }
    }

    @Test
    void theGridRemembersWhereEntitiesWere() {
        Points points = points(0f, 0f, 0f, 9f, 9f, 9f);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points);
            points.x.set(points.ids[0], 100f);
            grid.radius(0f, 0f, 1f, found);
            assertThat(listed(found)).containsExactly(points.ids[0]);
        }
    }

    @Test
    void anEmptyGridFindsNothing() {
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            found.add(3);
            buildBoth(points());
            grid.nearest(0f, 0f, 5, found);
            assertThat(listed(found)).isEmpty();
            grid.radius(0f, 0f, Float.MAX_VALUE, found);
            grid.box(-9f, -9f, 9f, 9f, found);
            grid.pairs(9f, found);
            grid3D.pairs(9f, found);
            grid3D.nearest(0f, 0f, 0f, 5, found);
            assertThat(listed(found)).isEmpty();
        }
    }

    @Test
    void aPlaceThatIsNoneIsRefusedByNameAndTheGridHoldsNothing() {
        for (float bad :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            try (FrameScope _ = frame.begin()) {
                IntList found = frame.intList(1);
                buildBoth(points(1f, 1f, 1f));
                assertThatThrownBy(() -> buildBoth(points(0f, 0f, 0f, 1f, bad, 0f)))
                        .isInstanceOf(InvalidGeometryException.class)
                        .hasMessageContaining("Entity 3 is at y = " + bad);
                assertThatThrownBy(() -> grid.radius(0f, 0f, 1f, found))
                        .isInstanceOf(NotBuiltException.class)
                        .hasMessageContaining("SpatialGrid was searched");
                assertThatThrownBy(() -> buildBoth(points(0f, 0f, bad)))
                        .isInstanceOf(InvalidGeometryException.class)
                        .hasMessageContaining("Entity 1 is at z = " + bad);
                assertThat(frame.depth()).isEqualTo(1);
            }
        }
    }

    @Test
    void searchesRefuseWhatIsNoPlaceOrDistance() {
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            buildBoth(points(1f, 1f, 1f));
            found.add(3);
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                refused(() -> grid.radius(bad, 0f, 1f, found), "x = " + bad);
                refused(() -> grid.neighbors(1, 0f, bad, 1f, found), "y = " + bad);
                refused(() -> grid.radius(0f, 0f, bad, found), "distance of " + bad);
                refused(() -> grid.nearest(bad, 0f, 1, found), "x = " + bad);
                refused(() -> grid.box(0f, 0f, bad, 1f, found), "x = " + bad);
                refused(() -> grid.pairs(bad, found), "distance of " + bad);
                refused(() -> grid3D.radius(0f, 0f, bad, 1f, found), "z = " + bad);
                refused(() -> grid3D.box(0f, 0f, 0f, 1f, 1f, bad, found), "z = " + bad);
                refused(() -> new SpatialGrid(bad), "cell size of " + bad);
            }
            refused(() -> grid.radius(0f, 0f, -1f, found), "distance of -1.0");
            refused(() -> grid3D.pairs(-1f, found), "distance of -1.0");
            refused(() -> grid.box(2f, 0f, 1f, 1f, found), "from x = 2.0 to 1.0");
            refused(() -> grid3D.box(0f, 0f, 2f, 1f, 1f, 1f, found), "from z = 2.0 to 1.0");
            refused(() -> new SpatialGrid3D(0f), "cell size of 0.0");
            assertThatThrownBy(() -> grid.nearest(0f, 0f, -1, found))
                    .isInstanceOf(InvalidSizeException.class);
            assertThat(listed(found)).containsExactly(3);
            assertThat(frame.depth()).isEqualTo(1);
        }
    }

    private static void refused(ThrowingCallable search, String message) {
        assertThatThrownBy(search)
                .isInstanceOf(InvalidGeometryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aGridIsBuiltInAFrameAndEndsWithItsScope() {
        Points points = points(0f, 0f, 0f);
        assertThatThrownBy(() -> grid.build(frame, points.bag(), points.x, points.y))
                .isInstanceOf(NoFrameException.class);
        assertThatThrownBy(grid::count).isInstanceOf(NotBuiltException.class);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            try (FrameScope _ = frame.scope()) {
                buildBoth(points);
                assertThat(grid.count()).isEqualTo(1);
            }
            assertThatThrownBy(() -> grid.radius(0f, 0f, 1f, found))
                    .isInstanceOf(ExpiredException.class)
                    .hasMessageStartingWith("A SpatialGrid was searched after the scope had ended")
                    .hasMessageContaining("Call build()");
            assertThatThrownBy(() -> grid3D.nearest(0f, 0f, 0f, 1, found))
                    .isInstanceOf(ExpiredException.class)
                    .hasMessageStartingWith("A SpatialGrid3D was searched");
        }
    }

    @Test
    void theTableStaysSmallWhateverTheExtentAndTheCells() {
        Random random = new Random(3);
        IntBag ids = new IntBag();
        try (FrameScope _ = frame.begin()) {
            Floats x = frame.floats(1_000);
            Floats y = frame.floats(1_000);
            for (int e = 0; e < 1_000; e++) {
                x.set(e, (random.nextFloat() - 0.5f) * Float.MAX_VALUE);
                y.set(e, (random.nextFloat() - 0.5f) * Float.MAX_VALUE);
                ids.add(e);
            }
            long before = frame.used();
            new SpatialGrid(Float.MIN_VALUE).build(frame, ids, x, y);
            // Ids, x, y, runs and cells, each rounded up to a power of two.
            assertThat(frame.used() - before).isLessThanOrEqualTo(4L * (3 * 1_024 + 2_048 + 8_192));
        }
    }

    @Test
    void aBuildBeyondALimitLeavesNoHalfBuiltGrid() {
        Points points = points(0f, 0f, 0f, 1f, 1f, 1f);
        try (FrameScope _ = frame.begin();
                FrameScope _ = frame.scope(Tag.of("tight", 100))) {
            assertThatThrownBy(() -> buildBoth(points)).isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(grid::count).isInstanceOf(NotBuiltException.class);
            assertThat(frame.depth()).isEqualTo(2);
        }
    }
}
