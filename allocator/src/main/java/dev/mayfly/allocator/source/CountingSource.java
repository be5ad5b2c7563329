package dev.mayfly.allocator.source;

import dev.mayfly.allocator.internal.TextOf;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what another source is asked for, gives and gets back; for tests of what a program takes,
 * and that it gives everything back. May be used by any thread.
 */
public final class CountingSource implements MemorySource {

    private final MemorySource source;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong declined = new AtomicLong();
    private final AtomicLong givenBack = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Counts for {@code source}. */
    public CountingSource(MemorySource source) {
        this.source = source;
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        requests.incrementAndGet();
        Answer answer = SourceContract.ask(source, byteSize, byteAlignment);
        if (!(answer instanceof Memory memory)) {
            declined.incrementAndGet();
            return answer;
        }
        long size = memory.segment().byteSize();
        given.incrementAndGet();
        bytes.addAndGet(size);
        return Memory.of(
                memory.segment(),
                () -> {
                    memory.giveBack();
                    givenBack.incrementAndGet();
                    bytes.addAndGet(-size);
                });
    }

    /** How often the source was asked. */
    public long requests() {
        return requests.get();
    }

    /** How often it has declined. */
    public long declined() {
        return declined.get();
    }

    /** How many pieces of memory are out now. */
    public long piecesOut() {
        return given.get() - givenBack.get();
    }

    /** What is out now, in bytes. */
    public long bytesOut() {
        return bytes.get();
    }

    @Override
    public String toString() {
        return TextOf.thing(source)
                + " (asked "
                + requests
                + " times, "
                + declined
                + " declined, "
                + bytes
                + " bytes out)";
    }
}
