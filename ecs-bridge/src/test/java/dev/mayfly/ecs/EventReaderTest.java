package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.SkipWire;
import com.artemis.systems.IntervalSystem;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.FrameEventsTest.Echo;
import dev.mayfly.ecs.FrameEventsTest.Noise;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.error.UndeclaredReadException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A reader sees each event once, however seldom it looks, and nobody else sees more for it. */
class EventReaderTest extends WorldTest {

    /** Emits one of each lifetime a tick, with ascending numbers. */
    static class Input extends BaseSystem {
        FrameEvents<Noise> noises;
        FrameEvents<Echo> echoes;
        int next;

        @Override
        protected void processSystem() {
            noises.emit().number = next;
            echoes.emit().number = next++;
        }
    }

    /** Comes in every third tick. */
    static class Physics extends IntervalSystem {
        EventReader<Noise> noises;
        EventReader<Echo> echoes;
        final List<Integer> heard = new ArrayList<>();
        final List<Integer> heardTwice = new ArrayList<>();

        Physics() {
            super(Aspect.all(), 3f);
        }

        @Override
        protected void processSystem() {
            heard.addAll(readAll(noises));
            heardTwice.addAll(readAll(echoes));
        }
    }

    /** Looks at what there is by the default rule. */
    static class Onlooker extends BaseSystem {
        FrameEvents<Noise> noises;
        FrameEvents<Echo> echoes;
        final List<String> seen = new ArrayList<>();

        @Override
        protected void processSystem() {
            seen.add(numbers(noises) + " " + numbers(echoes));
        }

        private static List<Integer> numbers(FrameEvents<? extends Noise> events) {
            return IntStream.range(0, events.size()).mapToObj(i -> events.get(i).number).toList();
        }
    }

    private static List<Integer> readAll(EventReader<? extends Noise> reader) {
        List<Integer> numbers = new ArrayList<>();
        while (reader.hasNext()) {
            numbers.add(reader.next().number);
        }
        return numbers;
    }

    private static List<Integer> numbersTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private final Input input = new Input();
    private final Physics physics = new Physics();
    private final Onlooker onlooker = new Onlooker();

    private void tick(World world, int ticks) {
        world.setDelta(1f);
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
    }

    @Test
    void aSystemOfEveryThirdTickSeesEachEventOnceBehindTheEmitterAndBeforeIt() {
        tick(world(input, physics, onlooker), 30);
        assertThat(physics.heard).isEqualTo(numbersTo(30));
        assertThat(physics.heardTwice).isEqualTo(numbersTo(30));

        Input later = new Input();
        Physics before = new Physics();
        tick(world(before, later), 30);
        assertThat(before.heard).isEqualTo(numbersTo(29));
        assertThat(before.heardTwice).isEqualTo(numbersTo(29));
    }

    @Test
    void whatOthersSeeStaysAsItIsWithoutReaders() {
        tick(world(input, onlooker), 10);
        Onlooker beside = new Onlooker();
        tick(world(new Input(), beside, physics), 10);

        assertThat(beside.seen).isEqualTo(onlooker.seen).contains("[9] [9]");
    }

    /** Has two readers of one type, which a test moves on. */
    static class Two {
        EventReader<Noise> one;
        EventReader<Noise> other;
        FrameEvents<Noise> noises;
    }

    private final Two two = new Two();

    private World worldOfTwo(BaseSystem... systems) {
        World world = world(systems);
        world.inject(two);
        return world;
    }

    private void emit(int number) {
        two.noises.emit().number = number;
    }

    @Test
    void eachReaderHasItsOwnPlaceAndAnEventStaysForTheLastOfThem() {
        World world = worldOfTwo();
        emit(0);
        emit(1);
        tick(world, 1);
        emit(2);
        assertThat(readAll(two.one)).containsExactly(0, 1, 2);
        tick(world, 5);
        assertThat(two.noises.size()).isZero();
        assertThat(two.other.size()).isEqualTo(3);
        assertThat(two.other.next().number).isZero();
        tick(world, 1);
        assertThat(two.noises.kept()).isEqualTo(2);
        assertThat(readAll(two.other)).containsExactly(1, 2);
        assertThat(two.one.hasNext()).isFalse();
        tick(world, 1);
        assertThat(two.noises.kept()).isZero();
    }

    @Test
    void anEventThatWasReadStaysToTheEndOfTheTick() {
        List<Integer> read = new ArrayList<>();
        Turn.First reading =
                new Turn.First(
                        _ -> {
                            Noise first = two.one.next();
                            two.other.skip();
                            emit(77);
                            read.add(first.number);
                        });
        World world = worldOfTwo(reading);
        emit(5);
        reading.setEnabled(false);
        tick(world, 3);
        reading.setEnabled(true);
        tick(world, 1);

        assertThat(read).containsExactly(5);
    }

    @Test
    void manyThatWaitKeepTheirOrderWhileTheRingGrowsAndTurns() {
        World world = worldOfTwo();
        int number = 0;
        int read = 0;
        for (int tick = 0; tick < 60; tick++) {
            for (int i = 0; i < tick; i++) {
                emit(number++);
            }
            for (int i = 0; i < tick * 2 / 3; i++) {
                assertThat(two.one.next().number).isEqualTo(read++);
            }
            two.other.skip();
            tick(world, 1);
            assertThat(two.one.size()).isEqualTo(number - read);
        }
        assertThat(readAll(two.one)).isEqualTo(IntStream.range(read, number).boxed().toList());
    }

    @Test
    void eventsOfADisabledReadersPauseAndOfAFailedTickWait() {
        RuntimeException boom = new IllegalStateException("boom");
        boolean[] fails = {false};
        World world =
                world(
                        input,
                        physics,
                        new Turn.Third(
                                _ -> {
                                    if (fails[0]) {
                                        throw boom;
                                    }
                                }));
        physics.setEnabled(false);
        tick(world, 5);
        fails[0] = true;
        assertThat(catchThrowable(() -> tick(world, 1))).isSameAs(boom);
        fails[0] = false;
        physics.setEnabled(true);
        tick(world, 3);

        assertThat(physics.heard).isEqualTo(numbersTo(9));
        assertThat(physics.heardTwice).isEqualTo(numbersTo(9));
    }

    @Test
    void aReaderSeesWhatIsEmittedSinceItWasInjected() {
        World world = world(input);
        tick(world, 3);
        world.inject(two);
        tick(world, 2);

        assertThat(readAll(two.one)).containsExactly(3, 4);
    }

    @Test
    void beyondTheLimitTheOldestAreDroppedAndCountedAndTheReaderIsNamedOnce() {
        World world = worldOfTwo();
        two.one.limit(10);
        try (KeptLog log = new KeptLog()) {
            for (int i = 0; i < 100; i++) {
                emit(i);
                two.other.skip();
                tick(world, 1);
                assertThat(two.noises.kept()).isLessThanOrEqualTo(10);
            }

            assertThat(log.messages)
                    .singleElement()
                    .asString()
                    .contains("11 events of type Noise wait")
                    .contains(Two.class.getName() + ".one,")
                    .contains("limit of 10")
                    .contains("skip()");
        }
        assertThat(two.one.missed()).isEqualTo(90);
        assertThat(two.other.missed()).isZero();
        assertThat(readAll(two.one)).isEqualTo(IntStream.range(90, 100).boxed().toList());
    }

    @Test
    void theDefaultLimitIsWhatIsSaid() {
        World world = worldOfTwo();
        try (KeptLog log = new KeptLog()) {
            for (int i = 0; i <= EventReader.DEFAULT_LIMIT; i++) {
                emit(i);
            }
            two.other.skip();
            tick(world, 1);
            assertThat(log.messages).hasSize(1);
        }

        assertThat(two.one.size()).isEqualTo(EventReader.DEFAULT_LIMIT);
        assertThat(two.one.next().number).isEqualTo(1);
        assertThatThrownBy(() -> two.one.limit(0)).isInstanceOf(InvalidSizeException.class);
    }

    @Test
    void forAReaderThatNobodyHasNothingIsKept() {
        World world = worldOfTwo();
        @Nullable Two gone = new Two();
        world.inject(gone);
        WeakReference<EventReader<Noise>> reader = new WeakReference<>(gone.one);
        two.one.skip();
        emit(1);
        gone = null;
        for (int i = 0; i < 100 && reader.get() != null; i++) {
            System.gc();
        }
        two.one.skip();
        two.other.skip();
        tick(world, 1);

        assertThat(reader.get()).isNull();
        assertThat(two.noises.kept()).isZero();
        assertThat(two.noises.readers().count()).isEqualTo(2);
    }

    @Test
    void whereNoneWaitsNextIsRefused() {
        worldOfTwo();

        assertThatThrownBy(() -> two.one.next())
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("No event of type Noise waits")
                .hasMessageContaining(Two.class.getName() + ".one")
                .hasMessageContaining("hasNext()");
        emit(3);
        assertThat(readAll(two.one)).containsExactly(3);
    }

    static class Wild {
        EventReader<?> reader;
    }

    @Test
    void aReaderOfNothingIsRefused() {
        World world = world();

        assertThatThrownBy(() -> world.inject(new Wild()))
                .hasRootCauseInstanceOf(TransientTypeException.class)
                .rootCause()
                .hasMessageContaining("Wild does not say which EventReader it wants");
    }

    // --- on several threads

    /** Emits from bodies, and reads before them. */
    static class Herd extends ParallelSpanSystem {
        FrameEvents<Noise> noises;
        EventReader<Noise> reader;
        @SkipWire final List<Integer> before = new ArrayList<>();
        @SkipWire final List<Throwable> refused = new ArrayList<>();

        Herd() {
            super(Aspect.all());
        }

        @Override
        protected int grain() {
            return 4;
        }

        @Override
        protected void begin() {
            before.addAll(readAll(reader));
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e < to; e++) {
                worker.events(noises).emit().number = e;
            }
            if (from == 0) {
                refused.add(catchThrowable(reader::next));
                refused.add(catchThrowable(reader::skip));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatBodiesEmitIsReadInTheirOrderAndNotInBodies(int threads) {
        Herd herd = new Herd();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(threads))
                                .with(herd)
                                .build());
        for (int i = 0; i < 50; i++) {
            world.create();
        }
        tick(world, 2);

        assertThat(herd.before).isEqualTo(numbersTo(50));
        assertThat(herd.refused)
                .hasSize(4)
                .allSatisfy(
                        failure ->
                                assertThat(failure)
                                        .isInstanceOf(ParallelMisuseException.class)
                                        .hasMessageContaining("An EventReader of Noise"));
        world.dispose();
    }

    /** Two that read and say nothing of it run beside each other; who emits waits for them. */
    abstract static class Beside extends BaseSystem {
        EventReader<Noise> reader;
        @SkipWire final List<Integer> heard = new ArrayList<>();
        @SkipWire @Nullable EventReader<Echo> undeclared;

        @Override
        protected void processSystem() {
            if (heard.size() % 2 == 0 || reader.size() > 3) {
                heard.addAll(readAll(reader));
            } else {
                heard.add(reader.next().number);
            }
            if (undeclared != null) {
                undeclared.hasNext();
            }
        }
    }

    static final class One extends Beside {}

    static final class Other extends Beside {}

    @Test
    void readersBesideEachOtherEachSeeAll() {
        One one = new One();
        Other other = new Other();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().sideBySide().workers(2))
                                .with(input, one, other)
                                .build());
        world.inject(two);
        assertThat(DeclaredAccess.of(One.class, false).isExclusive()).isFalse();
        assertThat(DeclaredAccess.of(One.class, false).reads()).containsExactly(Noise.class);
        assertThat(
                        DeclaredAccess.of(One.class, false)
                                .conflictsWith(DeclaredAccess.of(Input.class, false)))
                .isTrue();
        for (int i = 0; i < 50; i++) {
            emit(-1);
            tick(world, 1);
        }

        assertThat(one.heard).isEqualTo(other.heard).hasSize(100);
        if (Safety.CHECKED) {
            EchoReader echo = new EchoReader();
            world.inject(echo);
            one.undeclared = echo.reader;
            assertThatExceptionOfType(UndeclaredReadException.class)
                    .isThrownBy(() -> tick(world, 1))
                    .withMessageContaining("Echo");
        }
        world.dispose();
    }

    static class EchoReader {
        EventReader<Echo> reader;
    }

    /** A writer of the type that also reads it. */
    static class Both extends BaseSystem {
        FrameEvents<Noise> noises;
        EventReader<Noise> reader;

        @Override
        protected void processSystem() {}
    }

    @Test
    void whoEmitsAndReadsATypeWritesIt() {
        assertThat(DeclaredAccess.of(Both.class, false).writes()).containsExactly(Noise.class);
    }
}
