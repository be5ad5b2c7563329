package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.TransientTypeException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who sees an event, and when. The world has three systems, and each writes down what it sees of
 * either lifetime before it acts; a listener is told of new entities before the second.
 */
class FrameEventsTest extends WorldTest {

    /** An event with a default that is not zero. */
    public static class Noise implements Poolable {
        int number = -1;

        @Override
        public void reset() {
            number = -1;
        }
    }

    /** Lives until the emitter's next turn. */
    @Lifetime(ticks = 2)
    public static final class Echo extends Noise {}

    /** Longer than events can. */
    @Lifetime(ticks = 3)
    public static final class Legend extends Noise {}

    static class Fields {
        FrameEvents<Noise> noises;
        FrameEvents<Echo> echoes;
    }

    static class Wrong {
        FrameEvents<Legend> legends;
    }

    private final Fields fields = new Fields();
    private final Map<String, Runnable> actions = new LinkedHashMap<>();
    private final Map<String, String> seen = new LinkedHashMap<>();

    private class Listener extends BaseEntitySystem {
        Listener() {
            super(Aspect.all());
        }

        @Override
        protected void inserted(int entity) {
            observe("listener");
        }

        @Override
        protected void processSystem() {
            observe("second");
        }
    }

    private final Turn.First first = new Turn.First(_ -> observe("first"));
    private final Listener second = new Listener();
    private final Turn.Third third = new Turn.Third(_ -> observe("third"));
    private final World world = world(first, second, third);

    @BeforeEach
    void inject() {
        world.inject(fields);
    }

    private void observe(String who) {
        seen.put(who, numbers(fields.noises) + " " + numbers(fields.echoes));
        actions.getOrDefault(who, () -> {}).run();
    }

    private static List<Integer> numbers(FrameEvents<? extends Noise> events) {
        return IntStream.range(0, events.size()).mapToObj(i -> events.get(i).number).toList();
    }

    private void emit(int number) {
        fields.noises.emit().number = number;
        fields.echoes.emit().number = number;
    }

    private void inTurnOf(String who, Runnable action) {
        actions.put(who, action);
    }

    /** Ticks, and tells what each saw; what it did, it does not do again. */
    private List<String> tick() {
        seen.clear();
        try {
            world.process();
        } finally {
            actions.clear();
        }
        return seen.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    }

    @Test
    void systemsAfterTheEmitterSeeItInTheSameTickAndTheOthersInTheNextIfItLivesForTwo() {
        inTurnOf("second", () -> emit(7));

        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [7] [7]");
        assertThat(tick()).containsExactly("first [] [7]", "second [] []", "third [] []");
        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [] []");
    }

    @Test
    void anEmitterSeesItsOwnInItsTurn() {
        inTurnOf(
                "second",
                () -> {
                    emit(7);
                    assertThat(numbers(fields.noises)).containsExactly(7);
                    assertThat(numbers(fields.echoes)).containsExactly(7);
                });

        tick();
    }

    @Test
    void eachEmittersEventsEndAtItsOwnTurn() {
        inTurnOf("first", () -> emit(1));
        inTurnOf("second", () -> emit(2));
        inTurnOf("third", () -> emit(3));
        assertThat(tick()).containsExactly("first [] []", "second [1] [1]", "third [1, 2] [1, 2]");

        inTurnOf("first", () -> emit(4));
        inTurnOf("third", () -> emit(6));
        assertThat(tick()).containsExactly("first [] [2, 3]", "second [4] [3, 4]", "third [4] [4]");
        assertThat(tick()).containsExactly("first [] [6]", "second [] [6]", "third [] []");
    }

    @Test
    void whatIsEmittedBetweenTicksIsSeenByAllInTheNext() {
        tick();
        emit(5);
        assertThat(numbers(fields.echoes)).containsExactly(5);

        assertThat(tick()).containsExactly("first [5] [5]", "second [5] [5]", "third [5] [5]");
        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [] []");
    }

    @Test
    void theTurnOfADisabledEmitterIsItsPlaceInTheOrder() {
        inTurnOf(
                "second",
                () -> {
                    emit(7);
                    second.setEnabled(false);
                });
        tick();

        assertThat(tick()).containsExactly("first [] [7]", "third [] []");
        second.setEnabled(true);
        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [] []");
    }

    @Test
    void whatTheObjectOfADisabledSystemEmitsCountsForWhoseTurnItIs() {
        second.setEnabled(false);
        inTurnOf("third", () -> emit(8));

        assertThat(tick()).containsExactly("first [] []", "third [] []");
        assertThat(tick()).containsExactly("first [] [8]", "third [] []");
    }

    @Test
    void whatAListenerEmitsIsSeenFromTheNextSystemOnAndEndsAtItsPlace() {
        inTurnOf("first", world::create);
        inTurnOf("listener", () -> emit(9));

        assertThat(tick())
                .containsExactly(
                        "first [] []", "listener [] []", "second [9] [9]", "third [9] [9]");
        assertThat(tick()).containsExactly("first [] [9]", "second [] []", "third [] []");
    }

    @Test
    void listenersThatAreToldBeforeTheEmittersNextTurnSeeIt() {
        inTurnOf("second", () -> emit(7));
        tick();
        inTurnOf("first", world::create);

        assertThat(tick())
                .containsExactly("first [] [7]", "listener [] [7]", "second [] []", "third [] []");
    }

    @Test
    void whatAListenerEmitsAfterTheLastSystemIsSeenInTheNextTick() {
        inTurnOf("third", world::create);
        inTurnOf("listener", () -> emit(9));

        assertThat(tick())
                .containsExactly("first [] []", "second [] []", "third [] []", "listener [] []");
        assertThat(tick()).containsExactly("first [] [9]", "second [] [9]", "third [] [9]");
        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [] []");
    }

    @Test
    void aTickThatFailsEndsLikeAnyOther() {
        RuntimeException failure = new IllegalStateException("boom");
        inTurnOf("third", () -> emit(1));
        tick();
        inTurnOf(
                "second",
                () -> {
                    emit(2);
                    throw failure;
                });
        assertThat(catchThrowable(this::tick)).isSameAs(failure);
        assertThat(seen).containsOnlyKeys("first", "second");
        assertThat(numbers(fields.noises)).isEmpty();

        assertThat(tick()).containsExactly("first [] [2]", "second [] []", "third [] []");
        assertThat(tick()).containsExactly("first [] []", "second [] []", "third [] []");
    }

    @Test
    void manyEventsKeepTheirOrderWhileTheRingGrowsAndTurns() {
        int number = 0;
        for (int tick = 0; tick < 30; tick++) {
            List<Integer> expected = new ArrayList<>(numbers(fields.echoes));
            for (int i = 0; i < tick; i++) {
                emit(number);
                expected.add(number++);
            }
            assertThat(numbers(fields.echoes)).isEqualTo(expected);
            assertThat(numbers(fields.noises)).hasSize(tick);
            List<Integer> passed = new ArrayList<>();
            fields.echoes.forEach(echo -> passed.add(echo.number));
            assertThat(passed).isEqualTo(expected);
            tick();
        }
    }

    @Test
    void forEachLeavesOutWhatIsEmittedMeanwhile() {
        emit(1);
        emit(2);

        fields.noises.forEach(noise -> fields.noises.emit().number = noise.number + 10);

        assertThat(numbers(fields.noises)).containsExactly(1, 2, 11, 12);
    }

    @Test
    void anEventIsHandedOutAsNew() {
        Noise noise = fields.noises.emit();
        noise.number = 4;
        tick();
        Noise next = null;
        for (int i = 0; i < 16; i++) {
            next = fields.noises.emit();
            assertThat(next.number).isEqualTo(-1);
        }

        if (!Safety.CHECKED) {
            assertThat(next).as("the ring has come round").isSameAs(noise);
        } else {
            assertThat(noise.number).isEqualTo(4);
        }
    }

    @Test
    void anIndexOutsideIsRefused() {
        emit(1);

        assertThatThrownBy(() -> fields.noises.get(1))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Index 1 is outside the 1 events of type Noise");
        assertThatThrownBy(() -> fields.noises.get(-1)).isInstanceOf(OutOfBoundsException.class);
        tick();
        assertThatThrownBy(() -> fields.noises.get(0)).isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void aLifetimeThatEventsCannotHaveIsRefused() {
        assertThatThrownBy(() -> world.inject(new Wrong()))
                .hasRootCauseInstanceOf(TransientTypeException.class)
                .rootCause()
                .hasMessageContaining("ticks = 3")
                .hasMessageContaining(Legend.class.getName());
    }

    @Test
    void eventsThatAreFirstAskedForInATurnHaveTheirPlace() {
        World fresh = world(first2, third2);
        for (int tick = 0; tick < 3; tick++) {
            fresh.process();
        }

        assertThat(late)
                .containsExactly(
                        "before 0", "after 1", "before 1", "after 0", "before 0", "after 0");
    }

    private final List<String> late = new ArrayList<>();
    private final Fields lateFields = new Fields();
    private final Turn.First first2 =
            new Turn.First(_ -> late.add("before " + sizeOf(lateFields.echoes)));
    private final Turn.Third third2 =
            new Turn.Third(
                    turn -> {
                        if (lateFields.echoes == null) {
                            turn.world().inject(lateFields);
                            lateFields.echoes.emit();
                        }
                        late.add("after " + sizeOf(lateFields.echoes));
                    });

    private static int sizeOf(FrameEvents<Echo> events) {
        return events == null ? 0 : events.size();
    }
}
