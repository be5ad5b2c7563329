package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

class FrameLifecycleTest extends ArenaFixture {

    private static final Tag SEARCH = Tag.of("search");

    @Test
    void aFrameIsTheOutermostScope() {
        assertThat(arena.isOpen()).isFalse();
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.isOpen()).isTrue();
            assertThat(arena.depth()).isEqualTo(1);
            assertThat(tick.tag().name()).isEqualTo("frame");
            try (FrameScope search = arena.scope(SEARCH)) {
                assertThat(arena.depth()).isEqualTo(2);
                assertThat(search.tag()).isSameAs(SEARCH);
                assertThat(search.isOpen()).isTrue();
            }
            assertThat(arena.depth()).isEqualTo(1);
        }
        assertThat(arena.isOpen()).isFalse();
    }

    @Test
    void beginAndEndWorkWithoutTryWithResources() {
        FrameScope tick = arena.begin();
        Floats values = arena.floats(8);
        values.set(7, 1f);
        arena.end();

        assertThat(tick.isOpen()).isFalse();
        assertThat(arena.isOpen()).isFalse();
    }

    @Test
    void whatAnInnerScopeTookIsGivenBackWhenItCloses() {
        try (FrameScope tick = arena.begin()) {
            Ints outer = arena.ints(10);
            outer.fill(3);
            long before = arena.used();
            try (FrameScope inner = arena.scope()) {
                arena.ints(10).fill(4);
                arena.longs(100);
                arena.allocate(100, 8);
                assertThat(inner.used()).isEqualTo(arena.used() - before).isPositive();
            }
            assertThat(arena.used()).isEqualTo(before).isEqualTo(tick.used());
            assertThat(outer.get(9)).isEqualTo(3);
        }
    }

    @Test
    void manyFramesHandOutTheSameStorageAgain() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Floats first;
        try (FrameScope tick = arena.begin()) {
            first = arena.floats(100);
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.floats(70)).isSameAs(first);
            assertThat(first.length()).isEqualTo(70);
        }
    }

    @Test
    void allocationWithoutAFrameIsRefused() {
        assertThatThrownBy(() -> arena.floats(1))
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("Floats was asked for while no frame is open")
                .hasMessageContaining("begin()");
        assertThatThrownBy(() -> arena.intList(1)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> arena.allocate(1, 1))
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("native slice");
        assertThatThrownBy(() -> arena.allocate(0, 1)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> arena.scope(SEARCH))
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("'search'");
        assertThatThrownBy(arena::end)
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("end of a frame");
        anOrdinaryFrameWorks();
    }

    @Test
    void allocationWithoutAFrameIsRefusedAfterAFrameAsWell() {
        anOrdinaryFrameWorks();
        assertThatThrownBy(() -> arena.floats(16)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> arena.allocate(0, 1)).isInstanceOf(NoFrameException.class);
    }

    @Test
    void beginInsideAFrameIsRefused() {
        try (FrameScope tick = arena.begin(Tag.of("tick"))) {
            Floats kept = arena.floats(4);
            kept.set(0, 5f);
            assertThatThrownBy(() -> arena.begin(Tag.of("render")))
                    .isInstanceOf(FrameOpenException.class)
                    .hasMessageContaining("'render' was begun while frame 'tick'")
                    .hasMessageContaining("scope()");
            assertThat(kept.get(0)).isEqualTo(5f);
            assertThat(arena.depth()).isEqualTo(1);
        }
        anOrdinaryFrameWorks();
    }

    @Test
    void aScopeThatWasLeftOpenNamesWhereItWasOpened() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        arena.begin();
        arena.scope(SEARCH);
        String here = getClass().getName() + ".aScopeThatWasLeftOpenNamesWhereItWasOpened(";
        assertThatThrownBy(() -> arena.begin())
                .isInstanceOf(FrameOpenException.class)
                .hasMessageContaining("(opened at " + here);
        assertThatThrownBy(arena::end)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("scope 'search' (opened at " + here);
    }

    @Test
    void closingAnOuterScopeFirstEndsBothAndSaysSo() {
        FrameScope tick = arena.begin(Tag.of("tick"));
        FrameScope outer = arena.scope(Tag.of("outer"));
        FrameScope inner = arena.scope(Tag.of("inner"));
        assertThatThrownBy(outer::close)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("'outer'")
                .hasMessageContaining("'inner'")
                .hasMessageContaining("Both have ended");
        assertThat(arena.depth()).isEqualTo(1);
        assertThat(inner.isOpen()).isFalse();
        tick.close();
        anOrdinaryFrameWorks();
    }

    @Test
    void endingAFrameWithAScopeOpenEndsBothAndSaysSo() {
        arena.begin();
        arena.scope(SEARCH);
        assertThatThrownBy(arena::end)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("'search'");
        assertThat(arena.isOpen()).isFalse();
        anOrdinaryFrameWorks();
    }

    @Test
    void closingAScopeTwiceIsRefused() {
        FrameScope tick = arena.begin();
        FrameScope inner = arena.scope(SEARCH);
        inner.close();
        assertThatThrownBy(inner::close)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("closed again");
        assertThat(arena.depth()).isEqualTo(1);
        tick.close();
        assertThatThrownBy(tick::close).isInstanceOf(ScopeOrderException.class);
        anOrdinaryFrameWorks();
    }

    @Test
    void aStaleScopeHandleCannotCloseTheNextScopeOfItsDepth() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        FrameScope stale = arena.begin();
        stale.close();
        try (FrameScope tick = arena.begin()) {
            assertThatThrownBy(stale::close).isInstanceOf(ScopeOrderException.class);
            assertThat(tick.isOpen()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("resource") // the scope is left open on purpose
    void anExceptionKeepsItsCauseWhenAScopeWasLeftOpen() {
        IllegalStateException cause = new IllegalStateException("user code");
        assertThatThrownBy(
                        () -> {
                            try (FrameScope tick = arena.begin()) {
                                arena.scope(SEARCH);
                                throw cause;
                            }
                        })
                .isSameAs(cause)
                .satisfies(
                        e ->
                                assertThat(e.getSuppressed())
                                        .singleElement()
                                        .isInstanceOf(ScopeOrderException.class));
        anOrdinaryFrameWorks();
    }

    @Test
    void unwindEndsTheInnerScopesOnly() {
        FrameScope tick = arena.begin();
        Ints kept = arena.ints(4);
        int depth = arena.depth();
        Ints dropped;
        FrameScope leaked = arena.scope(SEARCH);
        dropped = arena.ints(4);
        arena.scope();
        arena.unwind(depth);
        assertThat(arena.depth()).isEqualTo(depth);
        assertThat(leaked.isOpen()).isFalse();
        assertThat(kept.get(3)).isZero();
        assertThatThrownBy(() -> dropped.get(3)).isInstanceOf(ExpiredException.class);
        arena.unwind(5);
        assertThat(tick.isOpen()).isTrue();
        assertThatThrownBy(() -> arena.unwind(-1)).isInstanceOf(InvalidSizeException.class);
        arena.unwind(0);
        assertThat(arena.isOpen()).isFalse();
        anOrdinaryFrameWorks();
    }

    @Test
    void scopesNestDeeply() {
        int depth = 1_000;
        try (FrameScope tick = arena.begin()) {
            Ints[] taken = new Ints[depth];
            FrameScope[] scopes = new FrameScope[depth];
            for (int i = 0; i < depth; i++) {
                scopes[i] = arena.scope();
                taken[i] = arena.ints(1);
                taken[i].set(0, i);
            }
            for (int i = depth - 1; i >= 0; i--) {
                assertThat(taken[i].get(0)).isEqualTo(i);
                scopes[i].close();
            }
        }
    }

    @Test
    void peakIsTheMostThatWasInUse() {
        try (FrameScope tick = arena.begin()) {
            arena.longs(1024);
            assertThat(arena.peak()).isEqualTo(8192);
        }
        try (FrameScope tick = arena.begin()) {
            arena.longs(16);
        }
        assertThat(arena.peak()).isEqualTo(8192);
    }

    private void anOrdinaryFrameWorks() {
        try (FrameScope tick = arena.begin()) {
            Floats values = arena.floats(3);
            values.set(2, 1.5f);
            assertThat(values.get(2)).isEqualTo(1.5f);
            assertThat(arena.allocate(8, 8).byteSize()).isEqualTo(8);
            assertThat(arena.depth()).isEqualTo(1);
        }
    }
}
