package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;

import org.junit.jupiter.api.Test;

/** The end of a scope for which there is no heap left. */
class FailingReleaseTest extends ArenaFixture {

    /** After so many it gives up, so that a test of it ends. */
    private static final int MOST_CALLS = 1_000;

    private int calls;
    private int drops;

    /** Not an anonymous one: the scope knows each stack by itself. */
    private final class WithoutHeap extends RecycledStack {
        @Override
        void release(int keep) {
            if (++calls < MOST_CALLS) {
                throw new OutOfMemoryError("Java heap space");
            }
        }

        @Override
        void drop(int keep) {
            drops++;
            next = keep;
        }

        @Override
        void trim() {}

        @Override
        long letGo() {
            return 0;
        }
    }

    private void takeWithoutHeap() {
        WithoutHeap stack = new WithoutHeap();
        arena.scopes.noteFirstTake(stack);
        stack.next++;
    }

    @Test
    void eachScopeEndsOnceAndTheFailureComesOut() {
        TagGroup group = TagGroup.of("charged", 1 << 20);
        Tag tag = Tag.of("tag").in(group);
        arena.begin(tag);
        takeWithoutHeap();
        Floats outer = arena.floats(10);
        arena.scope(tag);
        takeWithoutHeap();
        Floats inner = arena.floats(10);
        arena.allocate(1_000, 8);

        assertThatThrownBy(() -> arena.unwind(0)).isInstanceOf(OutOfMemoryError.class);

        assertThat(calls).as("tries to take back").isEqualTo(2);
        assertThat(drops).isEqualTo(2);
        assertThat(arena.isOpen()).isFalse();
        assertThat(arena.used()).isZero();
        assertThat(group.used()).isZero();
        assertThat(outer.capacity).isZero();
        assertThat(inner.capacity).isZero();
        theNextFrameWorks();
    }

    private void theNextFrameWorks() {
        try (FrameScope _ = arena.begin()) {
            Floats one = arena.floats(10);
            Floats two = arena.floats(10);
            one.set(9, 1);
            two.set(9, 2);
            assertThat(one.get(9)).isEqualTo(1);
            assertThat(arena.allocate(64, 8).byteSize()).isEqualTo(64);
        }
    }

    @Test
    void aFrameThatIsClosedEndsAllTheSame() {
        FrameScope frame = arena.begin();
        takeWithoutHeap();
        arena.intList(4).add(1);
        assertThatThrownBy(frame::close).isInstanceOf(OutOfMemoryError.class);
        assertThat(calls).isEqualTo(1);
        assertThat(arena.isOpen()).isFalse();
        theNextFrameWorks();
    }
}
