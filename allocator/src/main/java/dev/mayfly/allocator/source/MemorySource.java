package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;

/**
 * Where an allocator gets its memory from, in pieces of tens of kilobytes and more; never asked on
 * the path of an ordinary allocation.
 *
 * <p>A source gives {@link Memory} or says, with a reason, that it does not: {@link Declined}. Then
 * the next source of a chain is asked. {@link #take} asks a source and checks what it gives.
 *
 * <p>A source may be asked by any thread, and by several at once; each of those that Mayfly brings
 * allows it. An allocator asks while it holds its lock: a source must not use the allocator that it
 * serves.
 */
@FunctionalInterface
public interface MemorySource {

    /**
     * Asks for memory. What it holds at first is the source's choice.
     *
     * @param byteSize how much is needed at least, in bytes; 1 or more. More may be given
     * @param byteAlignment what the address has to be a multiple of, in bytes, a power of two. For
     *     a segment on the heap: what its {@code maxByteAlignment()} has to reach. Native memory
     *     that starts at a multiple of 64 is cut into slices fastest
     * @return {@link Memory} that any thread may read and write until it is given back, or the
     *     reason why there is none
     * @throws InvalidSizeException if the size is below 1
     * @throws InvalidAlignmentException if the alignment is not a power of two
     */
    Answer request(long byteSize, long byteAlignment);

    /**
     * Asks a source and checks what it gives.
     *
     * @param byteSize how much is needed at least, in bytes; 1 or more
     * @param byteAlignment what the address has to be a multiple of, in bytes, a power of two
     * @throws OutOfNativeMemoryException if the source declines, with its reason
     * @throws MemorySourceException if the source throws, or what it gives is not what it has
     *     promised; it was given back then
     * @throws InvalidSizeException if the size is below 1
     * @throws InvalidAlignmentException if the alignment is not a power of two
     */
    static Memory take(MemorySource source, long byteSize, long byteAlignment) {
        return SourceContract.take(source, byteSize, byteAlignment);
    }

    /**
     * Native memory from the operating system, as {@link java.lang.foreign.Arena#ofShared()} gives
     * it: zero-filled, aligned to 64 bytes or more. Works on every platform. Declines where the
     * system has none left. {@code -XX:MaxDirectMemorySize} does not limit this memory; {@code
     * -Dmayfly.maxNative} does.
     */
    static MemorySource ofNative() {
        return SystemSource.INSTANCE;
    }

    /**
     * Arrays on the Java heap, zero-filled. Works on every platform, needs no restricted method,
     * and counts against {@code -Xmx}.
     *
     * <p>The JDK promises 8 bytes of alignment for them, so larger ones are declined. Slices are
     * cut on a slower path than native ones, cannot be handed to native code, and their use after
     * the end of a scope is not caught at any safety level: the JDK has no way to end a heap
     * segment. They never read freed memory. In paranoid, writes after the end are found as
     * elsewhere.
     */
    static MemorySource ofHeap() {
        return HeapSource.INSTANCE;
    }

    /**
     * Asks {@code first}, then each of {@code others} in turn while they decline. Declines when all
     * do, with the reason of each. A source that breaks its promises ends the chain with an
     * exception.
     */
    static MemorySource firstOf(MemorySource first, MemorySource... others) {
        return new ChainSource(first, others);
    }
}
