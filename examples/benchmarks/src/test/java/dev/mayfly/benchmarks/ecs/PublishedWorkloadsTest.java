package dev.mayfly.benchmarks.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.benchmarks.AddRemoveBenchmark;
import dev.mayfly.benchmarks.FragIterBenchmark;
import dev.mayfly.benchmarks.InsertRemoveBenchmark;
import dev.mayfly.benchmarks.ScheduleBenchmark;
import dev.mayfly.benchmarks.SimpleIterBenchmark;

import org.junit.jupiter.api.Test;

/** Every world of a workload stands where it should after three ticks. */
class PublishedWorkloadsTest {

    private static final int TICKS = 3;

    private interface Variant<W> {
        void tick(W world);
    }

    private static <W extends PublishedWorld> double sumAfter(W world, Variant<W> variant) {
        try (world) {
            world.populate();
            for (int i = 0; i < TICKS; i++) {
                variant.tick(world);
            }
            return world.sum();
        }
    }

    @Test
    void simpleIterAddsVelocityToEveryPosition() {
        var benchmark = new SimpleIterBenchmark();
        double moved = 10_000 * (1 + TICKS);
        assertThat(sumAfter(new MayflySimpleIterWorld(), benchmark::mayfly)).isEqualTo(moved);
        assertThat(sumAfter(new WovenSimpleIterWorld(), benchmark::mayflyWoven)).isEqualTo(moved);
        assertThat(sumAfter(new ArtemisSimpleIterWorld(), benchmark::artemis)).isEqualTo(moved);
        assertThat(sumAfter(new DominionSimpleIterWorld(), benchmark::dominion)).isEqualTo(moved);
        assertThat(sumAfter(new AshleySimpleIterWorld(), benchmark::ashley)).isEqualTo(moved);
    }

    @Test
    void fragIterDoublesEveryData() {
        var benchmark = new FragIterBenchmark();
        double doubled = 26 * 20 * 8;
        assertThat(sumAfter(new MayflyFragIterWorld(), benchmark::mayfly)).isEqualTo(doubled);
        assertThat(sumAfter(new WovenFragIterWorld(), benchmark::mayflyWoven)).isEqualTo(doubled);
        assertThat(sumAfter(new ArtemisFragIterWorld(), benchmark::artemis)).isEqualTo(doubled);
        assertThat(sumAfter(new DominionFragIterWorld(), benchmark::dominion)).isEqualTo(doubled);
        assertThat(sumAfter(new AshleyFragIterWorld(), benchmark::ashley)).isEqualTo(doubled);
    }

    @Test
    void scheduleSwapsWhatEachKindHas() {
        var benchmark = new ScheduleBenchmark();
        // Weighed by 1 to 5: A and B in all four kinds; C alone; C and D; C and E.
        double swapped = 10_000 * (4 * (2 + 2 * 1) + 3 * 3 + (3 * 4 + 4 * 3) + (3 * 5 + 5 * 3));
        assertThat(sumAfter(new MayflyScheduleWorld(), benchmark::mayfly)).isEqualTo(swapped);
        assertThat(sumAfter(new WovenScheduleWorld(), benchmark::mayflyWoven)).isEqualTo(swapped);
        assertThat(sumAfter(new ArtemisScheduleWorld(), benchmark::artemis)).isEqualTo(swapped);
        assertThat(sumAfter(new DominionScheduleWorld(), benchmark::dominion)).isEqualTo(swapped);
        assertThat(sumAfter(new AshleyScheduleWorld(), benchmark::ashley)).isEqualTo(swapped);
    }

    @Test
    void addRemoveGivesToEveryEntityAndTakesAgain() {
        var benchmark = new AddRemoveBenchmark();
        assertAddsAndRemoves(new MayflyAddRemoveWorld(), benchmark::mayfly);
        assertAddsAndRemoves(new ArtemisAddRemoveWorld(), benchmark::artemis);
        assertAddsAndRemoves(new DominionAddRemoveWorld(), benchmark::dominion);
        assertAddsAndRemoves(new AshleyAddRemoveWorld(), benchmark::ashley);
    }

    private static <W extends AddRemoveWorld> void assertAddsAndRemoves(
            W world, Variant<W> variant) {
        try (world) {
            world.populate();
            variant.tick(world);
            assertThat(world.sum()).isZero();
            world.addToAll();
            assertThat(world.sum()).isEqualTo(AddRemoveWorld.ENTITIES);
            world.removeFromAll();
            assertThat(world.sum()).isZero();
        }
    }

    @Test
    void insertRemoveShowsTheSystemsTheSameEntities() {
        var benchmark = new InsertRemoveBenchmark();
        double met = sumAfter(new ArtemisInsertRemoveWorld(), benchmark::artemis);
        assertThat(met).isGreaterThan(InsertRemoveWorld.ENTITIES);
        assertThat(sumAfter(new MayflyInsertRemoveWorld(), benchmark::mayfly)).isEqualTo(met);
        assertThat(sumAfter(new DominionInsertRemoveWorld(), benchmark::dominion)).isEqualTo(met);
        assertThat(sumAfter(new AshleyInsertRemoveWorld(), benchmark::ashley)).isEqualTo(met);
    }
}
