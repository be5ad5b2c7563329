package dev.mayfly.allocator.source;

import java.lang.foreign.Arena;

/** Behind {@link MemorySource#ofNative()}. */
final class SystemSource implements MemorySource {

    static final SystemSource INSTANCE = new SystemSource();

    /** What memory is aligned to at least, in bytes: a cache line. */
    private static final long ALIGNMENT = 64;

    private SystemSource() {}

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        Arena lifetime = Arena.ofShared();
        try {
            return Memory.of(
                    lifetime, lifetime.allocate(byteSize, Math.max(byteAlignment, ALIGNMENT)));
        } catch (OutOfMemoryError none) {
            lifetime.close();
            return new Declined(
                    "the system gave none ("
                            + none.getMessage()
                            + "). Take less, or give the process more: memory of the machine or the"
                            + " container, address space (ulimit -v).");
        }
    }

    @Override
    public String toString() {
        return "native memory";
    }
}
