package dev.mayfly.ecs.spatial;

import static dev.mayfly.ecs.spatial.Points.listed;
import static dev.mayfly.ecs.spatial.Points.listedPairs;
import static dev.mayfly.ecs.spatial.Points.sorted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Both grids find exactly what looking at every entity finds, wherever the entities are. */
class GridModelTest extends SpatialFixture {

    /** Entities, cells, and what to ask. */
    record Question(
            List<Place> places, float cell, float radius, Place place, Place corner, int k) {

        /** Half of the questions are about the place of an entity. */
        Place where() {
            return k % 2 == 0 && !places.isEmpty() ? places.get(k % places.size()) : place;
        }
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<Place> anywhere = Arbitraries.of(Points.Kind.class).flatMap(Points::place);
        return Combinators.combine(
                        Points.places(40),
                        Points.lengths(),
                        Arbitraries.oneOf(Points.lengths(), Arbitraries.just(0f)),
                        anywhere,
                        anywhere,
                        Arbitraries.integers().between(0, 50))
                .as(Question::new);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void theGridOfTwoAxesFindsWhatLookingAtAllFinds(@ForAll("questions") Question q) {
        Points points = new Points(q.places);
        SpatialGrid grid = new SpatialGrid(q.cell);
        Place p = q.where();
        Place min = Place.least(p, q.corner);
        Place max = Place.most(p, q.corner);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            grid.build(frame, points.bag(), points.x, points.y);
            assertThat(grid.count()).isEqualTo(points.ids.length);

            grid.radius(p.x(), p.y(), q.radius, found);
            List<Integer> within = points.within(p, q.radius, 2);
            assertThat(sorted(listed(found))).isEqualTo(sorted(within));

            int but = within.isEmpty() ? -1 : within.get(q.k % within.size());
            within.remove((Object) but);
            grid.neighbors(but, p.x(), p.y(), q.radius, found);
            assertThat(sorted(listed(found))).isEqualTo(sorted(within));

            grid.box(min.x(), min.y(), max.x(), max.y(), found);
            assertThat(sorted(listed(found))).isEqualTo(sorted(points.inBox(min, max, 2)));

            grid.nearest(p.x(), p.y(), q.k, found);
            assertThat(listed(found)).isEqualTo(points.nearest(p, q.k, 2));

            grid.pairs(q.radius, found);
            assertThat(sorted(listedPairs(found))).isEqualTo(points.pairs(q.radius, 2));
        }
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void theGridOfThreeAxesFindsWhatLookingAtAllFinds(@ForAll("questions") Question q) {
        Points points = new Points(q.places);
        SpatialGrid3D grid = new SpatialGrid3D(q.cell);
        Place p = q.where();
        Place min = Place.least(p, q.corner);
        Place max = Place.most(p, q.corner);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            grid.build(frame, points.bag(), points.x, points.y, points.z);
            assertThat(grid.count()).isEqualTo(points.ids.length);

            grid.radius(p.x(), p.y(), p.z(), q.radius, found);
            List<Integer> within = points.within(p, q.radius, 3);
            assertThat(sorted(listed(found))).isEqualTo(sorted(within));

            int but = within.isEmpty() ? -1 : within.get(q.k % within.size());
            within.remove((Object) but);
            grid.neighbors(but, p.x(), p.y(), p.z(), q.radius, found);
            assertThat(sorted(listed(found))).isEqualTo(sorted(within));

            grid.box(min.x(), min.y(), min.z(), max.x(), max.y(), max.z(), found);
            assertThat(sorted(listed(found))).isEqualTo(sorted(points.inBox(min, max, 3)));

            grid.nearest(p.x(), p.y(), p.z(), q.k, found);
            assertThat(listed(found)).isEqualTo(points.nearest(p, q.k, 3));

            grid.pairs(q.radius, found);
            assertThat(sorted(listedPairs(found))).isEqualTo(points.pairs(q.radius, 3));
        }
    }

    /** Enough entities that rows wrap several times, and cells share. */
    @Property(tries = 20)
    void manyEntitiesInAWorldOfManyCells(@ForAll long seed, @ForAll boolean flat) {
        Random random = new Random(seed);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            float y = flat ? 2f : random.nextFloat() * 400f - 200f;
            places.add(new Place(random.nextFloat() * 900f - 300f, y, random.nextFloat() * 50f));
        }
        Points points = new Points(places);
        SpatialGrid flatGrid = new SpatialGrid(3f);
        SpatialGrid3D grid = new SpatialGrid3D(3f);
        try (FrameScope _ = frame.begin()) {
            IntList found = frame.intList(1);
            flatGrid.build(frame, points.bag(), points.x, points.y);
            grid.build(frame, points.bag(), points.x, points.y, points.z);
            for (float radius : new float[] {3f, 20f, 300f}) {
                flatGrid.pairs(radius, found);
                assertThat(sorted(listedPairs(found))).isEqualTo(points.pairs(radius, 2));
                grid.pairs(radius, found);
                assertThat(sorted(listedPairs(found))).isEqualTo(points.pairs(radius, 3));
            }
            for (Place p : places.subList(0, 20)) {
                flatGrid.nearest(p.x(), p.y(), 12, found);
                assertThat(listed(found)).isEqualTo(points.nearest(p, 12, 2));
                grid.radius(p.x(), p.y(), p.z(), 40f, found);
                assertThat(sorted(listed(found))).isEqualTo(sorted(points.within(p, 40f, 3)));
            }
        }
    }
}
