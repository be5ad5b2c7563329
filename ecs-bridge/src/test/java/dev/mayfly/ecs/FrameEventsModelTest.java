package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs random emitters, disabled ones and failing ticks, and holds what each turn sees against the
 * rule as it is told: in the tick of emission those after the emitter, and with two frames in the
 * next one those before it.
 */
class FrameEventsModelTest {

    private static final int TURNS = 4;

    /** What a turn does. The first of a tick's is made between ticks. */
    private record Act(int emits, boolean fails, boolean disabled) {}

    /** Where an event was emitted; the place between ticks is before all turns of the tick. */
    private record Origin(int tick, int place) {}

    abstract static class Player extends BaseSystem {
        Runnable turn = () -> {};

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    static final class A extends Player {}

    static final class B extends Player {}

    static final class C extends Player {}

    static final class D extends Player {}

    private static final class Stage {
        static final RuntimeException FAILURE = new IllegalStateException("boom");
        final FrameEventsTest.Fields fields = new FrameEventsTest.Fields();
        final List<Player> players = List.of(new A(), new B(), new C(), new D());
        final TreeMap<Integer, Origin> emitted = new TreeMap<>();
        final World world;
        int tick;
        int number;

        Stage(FrameAllocator memory) {
            WorldConfigurationBuilder builder =
                    new WorldConfigurationBuilder().with(new MayflyPlugin().allocator(memory));
            players.forEach(builder::with);
            world = new World(builder.build());
            world.inject(fields);
        }

        void tick(List<Act> acts) {
            for (int i = 0; i < TURNS; i++) {
                int place = i + 1;
                Act act = acts.get(place);
                players.get(i).setEnabled(!act.disabled);
                players.get(i).turn = () -> turn(act, place);
            }
            turn(new Act(acts.getFirst().emits, false, false), 0);
            try {
                world.process();
            } catch (IllegalStateException failure) {
                assertThat(failure).isSameAs(FAILURE);
            }
            tick++;
        }

        private void turn(Act act, int place) {
            look(place);
            for (int i = 0; i < act.emits; i++) {
                emitted.put(number, new Origin(tick, place));
                fields.noises.emit().number = number;
                fields.echoes.emit().number = number++;
                look(place);
            }
            if (act.fails) {
                throw FAILURE;
            }
        }

        private void look(int place) {
            List<Integer> now = new ArrayList<>();
            List<Integer> alsoOfBefore = new ArrayList<>();
            emitted.forEach(
                    (event, origin) -> {
                        if (origin.tick == tick) {
                            now.add(event);
                        }
                        boolean turnIsStillToCome =
                                place == 0 ? origin.tick == tick - 1 : origin.place > place;
                        if (origin.tick == tick || (origin.tick == tick - 1 && turnIsStillToCome)) {
                            alsoOfBefore.add(event);
                        }
                    });
            assertThat(numbers(fields.noises)).isEqualTo(now);
            assertThat(numbers(fields.echoes)).isEqualTo(alsoOfBefore);
        }

        private static List<Integer> numbers(FrameEvents<? extends FrameEventsTest.Noise> events) {
            return IntStream.range(0, events.size()).mapToObj(i -> events.get(i).number).toList();
        }
    }

    @Property(tries = 300)
    void everyTurnSeesWhatTheRuleSays(@ForAll("ticks") List<List<Act>> ticks) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Stage stage = new Stage(memory);
            ticks.forEach(stage::tick);
        }
    }

    @Provide
    Arbitrary<List<List<Act>>> ticks() {
        Arbitrary<Boolean> seldom = Arbitraries.integers().between(0, 11).map(i -> i == 7);
        return Combinators.combine(Arbitraries.integers().between(0, 5), seldom, seldom)
                .as(Act::new)
                .list()
                .ofSize(TURNS + 1)
                .list()
                .ofMaxSize(25);
    }
}
