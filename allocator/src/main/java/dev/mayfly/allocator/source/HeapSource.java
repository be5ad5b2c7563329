package dev.mayfly.allocator.source;

import java.lang.foreign.MemorySegment;

/** Behind {@link MemorySource#ofHeap()}. */
final class HeapSource implements MemorySource {

    static final HeapSource INSTANCE = new HeapSource();

    /** The longest array that the JVM makes. */
    private static final long MAX_LENGTH = Integer.MAX_VALUE - 8;

    private HeapSource() {}

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        if (byteAlignment > Long.BYTES) {
            return new Declined(
                    "arrays are aligned to "
                            + Long.BYTES
                            + " bytes. Ask for no more, or put a native source behind this one.");
        }
        long length = Math.ceilDiv(byteSize, Long.BYTES);
        if (length > MAX_LENGTH) {
            return new Declined(
                    "an array has " + MAX_LENGTH * Long.BYTES + " bytes at most. Take less.");
        }
        try {
            // The collector frees it, when the last slice is forgotten.
            return Memory.of(MemorySegment.ofArray(new long[(int) length]), () -> {});
        } catch (OutOfMemoryError none) {
            return new Declined(
                    "the heap has no room (" + none.getMessage() + "). Take less, or raise -Xmx.");
        }
    }

    @Override
    public String toString() {
        return "heap arrays";
    }
}
