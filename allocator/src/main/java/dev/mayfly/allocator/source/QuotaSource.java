package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.TextOf;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets another source give so many bytes at once, and no more. What is given back can be taken
 * again; what waits in an allocator's store has not been given back. May be used by any thread;
 * several allocators can share a quota.
 */
public final class QuotaSource implements MemorySource {

    private final MemorySource source;
    private final long limitBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * A quota over {@code source}.
     *
     * @param limitBytes the most that may be out at once, in bytes; 0 or more
     * @throws InvalidSizeException if the limit is negative
     */
    public QuotaSource(long limitBytes, MemorySource source) {
        if (limitBytes < 0) {
            throw new InvalidSizeException(
                    "A quota of " + limitBytes + " bytes was asked for; use 0 or more.");
        }
        this.limitBytes = limitBytes;
        this.source = source;
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        if (!charge(byteSize)) {
            return full(byteSize);
        }
        Answer answer;
        try {
            answer = SourceContract.ask(source, byteSize, byteAlignment);
        } catch (Throwable failure) {
            used.addAndGet(-byteSize);
            throw failure;
        }
        if (answer instanceof Memory memory) {
            return counted(memory, byteSize);
        }
        used.addAndGet(-byteSize);
        return answer;
    }

    /** Charges what the source gave beyond what it was asked for, or gives all of it back. */
    private Answer counted(Memory memory, long charged) {
        long given = memory.segment().byteSize();
        if (!charge(given - charged)) {
            used.addAndGet(-charged);
            memory.giveBack();
            return full(given);
        }
        return Memory.of(
                memory.segment(),
                () -> {
                    memory.giveBack();
                    used.addAndGet(-given);
                });
    }

    private boolean charge(long bytes) {
        long before = used.get();
        while (bytes <= limitBytes - before) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    private Declined full(long wanted) {
        return new Declined(
                used
                        + " of "
                        + limitBytes
                        + " bytes are used and "
                        + wanted
                        + " are needed. Raise the quota, take less, or have an arena take smaller"
                        + " chunks (ArenaSettings.withChunks).");
    }

    /** What is out now, in bytes. */
    public long usedBytes() {
        return used.get();
    }

    @Override
    public String toString() {
        return "a quota of " + limitBytes + " bytes of " + TextOf.thing(source);
    }
}
