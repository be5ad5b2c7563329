package dev.mayfly.allocator.source;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Declines requests from the k-th on, counted from 1, until it is mended, or breaks the k-th one
 * alone; passes all others on. For tests. A request that is declined may be tried once more.
 */
public final class FailingSource implements MemorySource {

    private final MemorySource source;
    private final long fails;
    private final boolean throwing;
    private volatile boolean mended;
    private final AtomicLong requests = new AtomicLong();

    private FailingSource(MemorySource source, long fails, boolean throwing) {
        this.source = source;
        this.fails = fails;
        this.throwing = throwing;
    }

    /** Declines request number {@code k}, and those behind it until it is mended. */
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
        if (number < fails || number > fails && (throwing || mended)) {
            return source.request(byteSize, byteAlignment);
        }
        if (throwing) {
            throw new IllegalStateException("request " + number + " was made to fail.");
        }
        return new Declined("request " + fails + " was made to fail.");
    }

    /** Has all later requests succeed. */
    public void mend() {
        mended = true;
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
