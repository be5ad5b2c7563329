package dev.mayfly.allocator.source;

import java.util.concurrent.atomic.AtomicLong;

/** Declines or breaks the k-th request, counted from 1, and passes all others on; for tests. */
public final class FailingSource implements MemorySource {

    private final MemorySource source;
    private final long fails;
    private final boolean throwing;
    private final AtomicLong requests = new AtomicLong();

    private FailingSource(MemorySource source, long fails, boolean throwing) {
        this.source = source;
        this.fails = fails;
        this.throwing = throwing;
    }

    /** Declines request number {@code k}. */
    public static FailingSource decliningAt(long k, MemorySource source) {
        return new FailingSource(source, k, false);
    }

    /** Throws an {@link IllegalStateException} at request number {@code k}. */
    public static FailingSource throwingAt(long k, MemorySource source) {
        return new FailingSource(source, k, true);
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        long number = requests.incrementAndGet();
        if (number != fails) {
            return source.request(byteSize, byteAlignment);
        }
        if (throwing) {
            throw new IllegalStateException("request " + number + " was made to fail.");
        }
        return new Declined("request " + number + " was made to fail.");
    }

    /** Whether the request that fails was made. */
    public boolean hasFailed() {
        return requests.get() >= fails;
    }

    @Override
    public String toString() {
        return "a source that fails";
    }
}
