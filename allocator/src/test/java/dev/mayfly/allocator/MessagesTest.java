package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;

/** What messages say to somebody who has read nothing else. */
class MessagesTest extends ArenaFixture {

    @Test
    void aFrameThatIsEndedTwice() {
        arena.begin();
        arena.end();
        assertThatThrownBy(arena::end)
                .isInstanceOf(NoFrameException.class)
                .hasMessageStartingWith("The end of a frame was called for while none is open on")
                .hasMessageContaining("End each frame once");
        try (FrameRing ring = memory.ring("io", 2)) {
            ring.begin();
            ring.end();
            assertThatThrownBy(ring::end)
                    .isInstanceOf(NoFrameException.class)
                    .hasMessageContaining("on ring 'io' of 2 frames. End each frame once");
        }
    }

    @Test
    void memoryOutsideOfAFrameNamesBothWaysIntoOne() {
        assertThatThrownBy(() -> arena.floats(1))
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("between begin() and the end of the frame")
                .hasMessageContaining("as a world does in process()");
    }

    @Test
    void whatIsEmptySaysSo() {
        try (FrameScope _ = arena.begin()) {
            IntList list = arena.intList(4);
            assertThatThrownBy(() -> list.get(0))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageContaining(
                            "IntList of length 0. It has no elements; ask length() first.");
            assertThatThrownBy(() -> arena.intIntMap(Integer.MAX_VALUE))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("IntIntMap of 2147483647 elements");
        }
    }
}
