package dev.mayfly.benchmarks.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.benchmarks.EcsIterationBenchmark;
import dev.mayfly.benchmarks.ecs.MovingWorld.Point;
import dev.mayfly.ecs.woven.WovenComponent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Every variant moves every entity, each tick once, to the same place. */
class EcsIterationBenchmarkTest {

    /** Enough for several of Dominion's chunks, and for spans that vectorize. */
    private static final int ENTITIES = 10_000;

    private static final int TICKS = 3;
    private static final float DELTA = 0.25f;

    private final EcsIterationBenchmark benchmark = new EcsIterationBenchmark();

    @Test
    void artemisPojoMovesEveryEntity() {
        assertMoves(new ArtemisPojoWorld(), EcsIterationBenchmark::artemisPojo);
    }

    @Test
    void mayflyPerEntityMovesEveryEntity() {
        assertMoves(new MayflyPerEntityWorld(), EcsIterationBenchmark::mayflyPerEntity);
    }

    @Test
    void mayflySpanMovesEveryEntity() {
        assertMoves(new MayflySpanWorld(), EcsIterationBenchmark::mayflySpan);
    }

    @Test
    void mayflyWovenMovesEveryEntity() {
        assertThat(new WovenWorld.Position()).isInstanceOf(WovenComponent.class);
        assertMoves(new WovenWorld(), EcsIterationBenchmark::mayflyWoven);
    }

    @Test
    void dominionMovesEveryEntity() {
        assertMoves(new DominionWorld(), EcsIterationBenchmark::dominion);
    }

    @Test
    void ashleyMovesEveryEntity() {
        assertMoves(new AshleyWorld(), EcsIterationBenchmark::ashley);
    }

    private interface Variant<W> {
        void tick(EcsIterationBenchmark benchmark, W world);
    }

    private <W extends MovingWorld> void assertMoves(W world, Variant<W> variant) {
        try (world) {
            world.entities = ENTITIES;
            world.delta = DELTA;
            world.populate();
            for (int i = 0; i < TICKS; i++) {
                variant.tick(benchmark, world);
            }
            assertThat(world.positions()).containsExactlyInAnyOrderElementsOf(expected());
        }
    }

    private static List<Point> expected() {
        List<Point> moved = new ArrayList<>();
        for (int i = 0; i < ENTITIES; i++) {
            float x = i;
            float y = -i;
            for (int tick = 0; tick < TICKS; tick++) {
                x += (1 + i % 7) * DELTA;
                y += (-1 - i % 5) * DELTA;
            }
            moved.add(new Point(x, y));
        }
        return moved;
    }
}
