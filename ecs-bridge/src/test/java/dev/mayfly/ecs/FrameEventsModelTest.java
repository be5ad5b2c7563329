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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Runs random emitters, disabled ones and failing ticks, and holds what each turn sees against the
 * rule as it is told: in the tick of emission those after the emitter, and with two frames in the
 * next one those before it; and to readers, each event once.
 */
class FrameEventsModelTest {

    private static final int TURNS = 4;

    /** How many events may wait for one of each turn's two readers. */
    private static final int LIMIT = 40;

    /** What a turn does. The first of a tick's is made between ticks. */
    private record Act(int emits, boolean fails, boolean disabled, int reads) {}

    /** Where an event was emitted; the place between ticks is before all turns of the tick. */
    private record Origin(int tick, int place) {}

    abstract static class Player extends BaseSystem {
        EventReader<FrameEventsTest.Noise> reader;
        EventReader<FrameEventsTest.Echo> slowReader;
        Runnable turn = () -> {};

        /** What waits for either reader. */
        final Deque<Integer> waits = new ArrayDeque<>();

        final Deque<Integer> waitsLong = new ArrayDeque<>();

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
            players.forEach(player -> player.reader.limit(LIMIT));
        }

        void tick(List<Act> acts) {
            for (int i = 0; i < TURNS; i++) {
                int place = i + 1;
                Act act = acts.get(place);
                players.get(i).setEnabled(!act.disabled);
                players.get(i).turn = () -> turn(act, place);
            }
            turn(new Act(acts.getFirst().emits, false, false, 0), 0);
            try {
                world.process();
            } catch (IllegalStateException failure) {
                assertThat(failure).isSameAs(FAILURE);
            }
            tick++;
            for (Player player : players) {
                while (player.waits.size() > LIMIT) {
                    player.waits.removeFirst();
                }
            }
        }

        private void turn(Act act, int place) {
            look(place);
            for (int i = 0; i < act.emits; i++) {
                emitted.put(number, new Origin(tick, place));
                fields.noises.emit().number = number;
                fields.echoes.emit().number = number;
                for (Player player : players) {
                    player.waits.add(number);
                    player.waitsLong.add(number);
                }
                number++;
                look(place);
            }
            if (place > 0) {
                read(players.get(place - 1), act.reads);
            }
            if (act.fails) {
                throw FAILURE;
            }
        }

        private static void read(Player player, int most) {
            for (int i = 0; i < most && !player.waits.isEmpty(); i++) {
                assertThat(player.reader.next().number).isEqualTo(player.waits.removeFirst());
            }
            for (int i = 0; i < most / 2 && !player.waitsLong.isEmpty(); i++) {
                assertThat(player.slowReader.next().number)
                        .isEqualTo(player.waitsLong.removeFirst());
            }
            assertThat(player.reader.size()).isEqualTo(player.waits.size());
            assertThat(player.slowReader.size()).isEqualTo(player.waitsLong.size());
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
        try (FrameAllocator memory = FrameAllocator.create();
                KeptLog _ = new KeptLog()) {
            Stage stage = new Stage(memory);
            ticks.forEach(stage::tick);
        }
    }

    @Provide
    Arbitrary<List<List<Act>>> ticks() {
        Arbitrary<Boolean> seldom =
                Arbitraries.integers().between(0, 11).withoutEdgeCases().map(i -> i == 7);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5).withoutEdgeCases(),
                        seldom,
                        seldom,
                        Arbitraries.integers().between(0, 30).withoutEdgeCases())
                .as(Act::new)
                .list()
                .ofSize(TURNS + 1)
                .list()
                .ofMaxSize(25);
    }
}
