package dev.mayfly.benchmarks.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.benchmarks.TransientComponentBenchmark;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Both variants hit the same entities with the same damage, and leave nothing behind. */
class TransientComponentBenchmarkTest {

    /** Enough that some entities are hit once and some twice. */
    private static final int TICKS = HitWorld.STRIDE + 3;

    private final TransientComponentBenchmark benchmark = new TransientComponentBenchmark();

    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void artemisPooledHitsEveryEntityInTurn(int subscriptions) {
        assertHits(
                new ArtemisPooledHitWorld(),
                subscriptions,
                TransientComponentBenchmark::artemisPooled);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void mayflyHitsEveryEntityInTurn(int subscriptions) {
        assertHits(new MayflyHitWorld(), subscriptions, TransientComponentBenchmark::mayfly);
    }

    private <W extends HitWorld> void assertHits(
            W world, int subscriptions, BiConsumer<TransientComponentBenchmark, W> variant) {
        try (world) {
            world.subscriptions = subscriptions;
            world.populate();
            for (int i = 0; i < TICKS; i++) {
                variant.accept(benchmark, world);
                assertThat(world.hits()).isZero();
            }
            assertThat(world.world().getAspectSubscriptionManager().getSubscriptions().size())
                    .isEqualTo(subscriptions);
            assertThat(world.health().toArray()).isEqualTo(expected());
        }
    }

    /** One tick is made while the world is filled. */
    private static int[] expected() {
        return IntStream.range(0, HitWorld.ENTITIES)
                .map(entity -> -HitWorld.damage(entity) * timesHit(entity))
                .toArray();
    }

    private static int timesHit(int entity) {
        return (int)
                IntStream.rangeClosed(1, TICKS + 1)
                        .filter(tick -> tick % HitWorld.STRIDE == entity % HitWorld.STRIDE)
                        .count();
    }
}
