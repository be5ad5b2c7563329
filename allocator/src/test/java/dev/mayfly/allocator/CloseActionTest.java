package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class CloseActionTest extends ArenaFixture {

    private final List<String> ran = new ArrayList<>();

    @Test
    void actionsRunInReverseOrderWhenTheirScopeEnds() {
        try (FrameScope tick = arena.begin()) {
            tick.onClose(() -> ran.add("frame"));
            try (FrameScope scope = arena.scope()) {
                scope.onClose(() -> ran.add("first"));
                scope.onClose(() -> ran.add("second"));
                assertThat(ran).isEmpty();
            }
            assertThat(ran).containsExactly("second", "first");
        }
        assertThat(ran).containsExactly("second", "first", "frame");
    }

    @Test
    void anActionRunsBeforeWhatWasTakenExpires() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(1);
            ints.set(0, 42);
            tick.onClose(() -> ran.add("saw " + ints.get(0)));
        }
        assertThat(ran).containsExactly("saw 42");
    }

    @Test
    void anActionForAnOuterScopeWaitsForIt() {
        try (FrameScope tick = arena.begin()) {
            tick.onClose(() -> ran.add("frame 1"));
            try (FrameScope scope = arena.scope()) {
                scope.onClose(() -> ran.add("scope"));
                tick.onClose(() -> ran.add("frame 2"));
            }
            assertThat(ran).containsExactly("scope");
        }
        assertThat(ran).containsExactly("scope", "frame 2", "frame 1");
    }

    @Test
    void actionsRunWhenTheScopeEndsByAnException() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> {
                            try (FrameScope tick = arena.begin()) {
                                tick.onClose(() -> ran.add("ran"));
                                throw new IllegalStateException("of the program");
                            }
                        })
                .withMessage("of the program");
        assertThat(ran).containsExactly("ran");
    }

    @Test
    void actionsOfScopesThatWereLeftOpenRunInnermostFirst() {
        arena.begin().onClose(() -> ran.add("frame"));
        arena.scope().onClose(() -> ran.add("outer"));
        arena.scope().onClose(() -> ran.add("inner"));
        arena.unwind(0);
        assertThat(ran).containsExactly("inner", "outer", "frame");
    }

    @Test
    void anActionThatThrowsStopsNeitherTheOthersNorTheEndOfTheScope() {
        FrameScope tick = arena.begin();
        Ints ints = arena.ints(3);
        tick.onClose(() -> ran.add("first"));
        tick.onClose(
                () -> {
                    throw new IllegalStateException("second");
                });
        tick.onClose(
                () -> {
                    throw new IllegalArgumentException("third");
                });
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(tick::close)
                .withMessage("third")
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .singleElement()
                                        .isInstanceOf(IllegalStateException.class));
        assertThat(ran).containsExactly("first");
        assertThat(arena.isOpen()).isFalse();
        assertThat(ints.toString()).contains("expired");
    }

    @Test
    void anActionMayTakeMemoryAndLeaveScopesOpenAndAddActions() {
        FrameScope tick = arena.begin();
        tick.onClose(
                () -> {
                    arena.ints(10).set(9, 1);
                    FrameScope left = arena.scope();
                    left.onClose(() -> ran.add("of the scope left open"));
                    tick.onClose(() -> ran.add("added"));
                });
        tick.close();
        assertThat(ran).containsExactly("of the scope left open", "added");
    }

    @Test
    void anActionThatEndsItsOwnScopeIsNamedAndTheScopeEndsOnce() {
        FrameScope tick = arena.begin();
        FrameScope scope = arena.scope();
        scope.onClose(() -> ran.add("other"));
        scope.onClose(scope::close);
        assertThatExceptionOfType(ScopeOrderException.class)
                .isThrownBy(scope::close)
                .withMessageContaining("ended by an action");
        assertThat(ran).containsExactly("other");
        assertThat(arena.depth()).isEqualTo(1);
        tick.close();
    }

    @Test
    void rewindingAMarkRunsWhatWasAddedSinceOnTheMarkAlone() {
        try (FrameScope tick = arena.begin()) {
            long mark = arena.mark();
            tick.onClose(() -> ran.add("frame"));
            try (FrameScope scope = arena.scope()) {
                scope.onClose(() -> ran.add("scope"));
            }
            arena.rewind(mark);
            assertThat(ran).containsExactly("scope");
        }
        assertThat(ran).containsExactly("scope", "frame");
    }

    @Test
    void aScopeThatHasEndedTakesNoAction() {
        FrameScope tick = arena.begin();
        tick.close();
        assertThatExceptionOfType(ScopeOrderException.class)
                .isThrownBy(() -> tick.onClose(() -> {}))
                .withMessageContaining("after it had ended");
    }

    @Test
    void theActionsOfADeadThreadAreNotRunByItsHeir() throws InterruptedException {
        Thread dying =
                new Thread(() -> memory.arena().begin().onClose(() -> ran.add("of the dead")));
        dying.start();
        dying.join();
        Thread heir = new Thread(() -> memory.arena().begin().close());
        heir.start();
        heir.join();
        assertThat(ran).isEmpty();
    }

    @Test
    void anActionThatHasRunIsLetGo() {
        WeakReference<?> held;
        try (FrameScope tick = arena.begin()) {
            held = new WeakReference<>(addedTo(tick));
        }
        assertThat(ran).hasSize(1);
        assertIsLetGo(held);
    }

    @Test
    void theActionsOfADeadThreadAreLetGoWhenItsArenaServesAnother() throws InterruptedException {
        AtomicReference<WeakReference<?>> held = new AtomicReference<>();
        Thread dying =
                new Thread(() -> held.set(new WeakReference<>(addedTo(memory.arena().begin()))));
        dying.start();
        dying.join();
        Thread heir = new Thread(() -> memory.arena().begin().close());
        heir.start();
        heir.join();
        assertIsLetGo(held.get());
    }

    /** Adds an action and returns what that alone refers to. */
    private Object addedTo(FrameScope scope) {
        Object subject = new Object();
        scope.onClose(() -> ran.add(subject.toString()));
        return subject;
    }

    private static void assertIsLetGo(WeakReference<?> held) {
        for (int i = 0; i < 50 && held.get() != null; i++) {
            System.gc();
        }
        assertThat(held.get()).isNull();
    }

    @Test
    void theActionsOfOneFrameAreNotRunByTheNext() {
        try (FrameScope tick = arena.begin()) {
            tick.onClose(() -> ran.add("once"));
        }
        try (FrameScope tick = arena.begin();
                FrameScope scope = arena.scope()) {
            arena.ints(1);
        }
        assertThat(ran).containsExactly("once");
    }
}
