package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;

/** An allocator and this thread's arena, which each test has to leave at rest and without leaks. */
public abstract class ArenaFixture {

    protected final FrameAllocator memory = FrameAllocator.create();
    protected final FrameArena arena = memory.arena();

    @AfterEach
    protected void nothingLeaks() {
        assertThat(arena.depth()).as("open scopes").isZero();
        assertThat(arena.used()).as("bytes in use").isZero();
        memory.close();
        assertThat(memory.nativeBytes()).as("native bytes after close").isZero();
    }
}
