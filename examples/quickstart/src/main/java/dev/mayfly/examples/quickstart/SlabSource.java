package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A memory source of one's own: cuts one block, from its start to its end. */
public final class SlabSource implements MemorySource {
    private final MemorySegment slab;
    private long next;
    private int out;

    public SlabSource(Arena arena, long bytes) {
        slab = arena.allocate(bytes, 64);
    }

    @Override
    public synchronized Answer request(long byteSize, long byteAlignment) {
        long start = Math.ceilDiv(next, 64) * 64;
        if (byteAlignment > 64 || byteSize > slab.byteSize() - start) {
            return new Declined("the slab has " + (slab.byteSize() - start) + " bytes left.");
        }
        next = start + byteSize;
        out++;
        return Memory.of(slab.asSlice(start, byteSize), this::takeBack);
    }

    private synchronized void takeBack() {
        if (--out == 0) {
            next = 0; // all is back: start again
        }
    }
}
