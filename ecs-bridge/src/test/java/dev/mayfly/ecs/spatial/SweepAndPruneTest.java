package dev.mayfly.ecs.spatial;

import static dev.mayfly.ecs.spatial.Points.listedPairs;
import static dev.mayfly.ecs.spatial.Points.sorted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.ecs.error.InvalidGeometryException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SweepAndPruneTest extends SpatialFixture {

    /** A place, of which two coordinates count, and half extents. */
    record Box(Place place, float halfX, float halfY) {

        boolean overlaps(Box o) {
            return overlap(place.x(), halfX, o.place.x(), o.halfX)
                    && overlap(place.y(), halfY, o.place.y(), o.halfY);
        }

        private static boolean overlap(double a, double halfA, double b, double halfB) {
            return a - halfA <= b + halfB && b - halfB <= a + halfA;
        }
    }

    @Provide
    Arbitrary<List<Box>> boxes() {
        Arbitrary<Float> halves = Arbitraries.oneOf(Points.lengths(), Arbitraries.just(0f));
        return Arbitraries.of(Points.Kind.class)
                .flatMap(
                        kind ->
                                Combinators.combine(Points.place(kind), halves, halves)
                                        .as(Box::new)
                                        .list()
                                        .ofMaxSize(40));
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void findsThePairsThatLookingAtAllFinds(@ForAll("boxes") List<Box> boxes) {
        Points points = new Points(boxes.stream().map(Box::place).toList());
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                if (boxes.get(i).overlaps(boxes.get(j))) {
                    expected.add(Points.pair(points.ids[i], points.ids[j]));
                }
            }
        }
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            sweep(points, boxes, found);
            assertThat(sorted(listedPairs(found))).isEqualTo(sorted(expected));
        }
    }

    private void sweep(Points points, List<Box> boxes, IntList found) {
        var halfX = frame.floats(3 * boxes.size() + 2);
        var halfY = frame.floats(3 * boxes.size() + 2);
        for (int i = 0; i < boxes.size(); i++) {
            halfX.set(points.ids[i], boxes.get(i).halfX);
            halfY.set(points.ids[i], boxes.get(i).halfY);
        }
        SweepAndPrune.pairs(frame, points.bag(), points.x, points.y, halfX, halfY, found);
    }

    private static List<Box> boxes(float... placesAndHalves) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < placesAndHalves.length; i += 3) {
            Place place = new Place(placesAndHalves[i], placesAndHalves[i + 1], 0f);
            boxes.add(new Box(place, placesAndHalves[i + 2], placesAndHalves[i + 2]));
        }
        return boxes;
    }

    private static Points points(List<Box> boxes) {
        return new Points(boxes.stream().map(Box::place).toList());
    }

    @Test
    void boxesThatTouchOverlap() {
        List<Box> boxes = boxes(0f, 0f, 1f, 2f, 2f, 1f, 4.001f, 2f, 1f);
        Points points = points(boxes);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            sweep(points, boxes, found);
            assertThat(listedPairs(found))
                    .containsExactly(Points.pair(points.ids[0], points.ids[1]));
        }
    }

    @Test
    void pairsAreTheSameForEachFormOfTheIds() {
        List<Box> boxes = boxes(0f, 0f, 1f, 1f, 1f, 1f, 2f, 2f, 1f, 9f, 9f, 1f);
        Points points = points(boxes);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            sweep(points, boxes, found);
            List<Long> pairs = listedPairs(found);
            Ints ids = frame.ints(4);
            IntList list = frame.intList(1);
            for (int i = 0; i < 4; i++) {
                ids.set(i, points.ids[i]);
                list.add(points.ids[i]);
            }
            var half = frame.floats(20);
            half.fill(1f);
            SweepAndPrune.pairs(frame, ids, points.x, points.y, half, half, found);
            assertThat(listedPairs(found)).isEqualTo(pairs).hasSize(3);
            SweepAndPrune.pairs(frame, list, points.x, points.y, half, half, found);
            assertThat(listedPairs(found)).isEqualTo(pairs);
        }
    }

    @Test
    void refusesWhatHasNoPlaceOrNoExtentAndLeavesTheListAlone() {
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            found.add(77);
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                List<Box> nowhere = boxes(0f, 0f, 1f, bad, 0f, 1f);
                assertThatThrownBy(() -> sweep(points(nowhere), nowhere, found))
                        .isInstanceOf(InvalidGeometryException.class)
                        .hasMessageContaining("Entity 3 is at x = " + bad);
            }
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1f}) {
                List<Box> shapeless = boxes(0f, 0f, 1f, 1f, 0f, bad);
                assertThatThrownBy(() -> sweep(points(shapeless), shapeless, found))
                        .isInstanceOf(InvalidGeometryException.class)
                        .hasMessageContaining("Entity 3 extends " + bad + " along x");
            }
            assertThat(Points.listed(found)).containsExactly(77);
            assertThat(frame.depth()).isEqualTo(1);
        }
    }

    @Test
    void needsAFrame() {
        List<Box> boxes = boxes(0f, 0f, 1f);
        Points points = points(boxes);
        assertThatThrownBy(
                        () ->
                                SweepAndPrune.pairs(
                                        frame,
                                        points.bag(),
                                        points.x,
                                        points.y,
                                        points.x,
                                        points.y,
                                        null))
                .isInstanceOf(NoFrameException.class);
    }
}
