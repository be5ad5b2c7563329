package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.TextOf;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/** Holds sources, which users write, to what {@link MemorySource} promises. */
final class SourceContract {

    /** Stands for all threads that did not take the memory; never started. */
    private static final Thread ANOTHER = Thread.ofPlatform().daemon().unstarted(() -> {});

    private SourceContract() {}

    /** As {@link MemorySource#take}. */
    static Memory take(MemorySource source, long byteSize, long byteAlignment) {
        return switch (ask(source, byteSize, byteAlignment)) {
            case Memory memory -> memory;
            case Declined(String reason) ->
                    throw new OutOfNativeMemoryException(
                            "No memory of "
                                    + byteSize
                                    + " bytes, aligned to "
                                    + byteAlignment
                                    + ", was to be had from "
                                    + TextOf.thing(source)
                                    + ": "
                                    + reason);
        };
    }

    /**
     * Asks and checks; what a source gives wrongly is given back. An {@link OutOfMemoryError} is
     * what the JDK's own ways to get memory throw, so it counts as declining.
     */
    static Answer ask(MemorySource source, long byteSize, long byteAlignment) {
        requireArguments(byteSize, byteAlignment);
        @Nullable Answer answer;
        try {
            answer = source.request(byteSize, byteAlignment);
        } catch (OutOfMemoryError none) {
            return new Declined("it threw " + TextOf.thing(none) + ".");
        } catch (VirtualMachineError failure) {
            throw failure;
        } catch (Throwable failure) { // a checked one too, from another language
            throw broken(
                    source, byteSize, byteAlignment, "threw " + TextOf.thing(failure), failure);
        }
        if (answer instanceof Memory memory) {
            String wrong = wrongWith(memory.segment(), byteSize, byteAlignment);
            if (wrong != null) {
                throw refused(source, memory, byteSize, byteAlignment, wrong);
            }
        } else if (answer == null) {
            throw broken(source, byteSize, byteAlignment, "answered null", null);
        }
        return answer;
    }

    /**
     * @throws InvalidSizeException if the size is below 1
     * @throws InvalidAlignmentException if the alignment is not a power of two
     */
    static void requireArguments(long byteSize, long byteAlignment) {
        if (byteSize < 1) {
            throw new InvalidSizeException(
                    "Memory of "
                            + byteSize
                            + " bytes was asked for, from a source; use 1 or more.");
        }
        if (byteAlignment < 1 || Long.bitCount(byteAlignment) != 1) {
            throw new InvalidAlignmentException(
                    "Memory aligned to "
                            + byteAlignment
                            + " bytes was asked for, from a source; use a power of two.");
        }
    }

    private static @Nullable String wrongWith(MemorySegment given, long size, long alignment) {
        if (!given.scope().isAlive()) {
            return "gave memory whose arena is closed";
        }
        if (!given.isAccessibleBy(ANOTHER)) {
            return "gave memory that only one thread may use; take it from a shared arena";
        }
        if (given.isReadOnly()) {
            return "gave memory that cannot be written to";
        }
        if (given.byteSize() < size) {
            return "gave " + given.byteSize() + " bytes only";
        }
        return given.maxByteAlignment() < alignment
                ? "gave memory that is aligned to " + given.maxByteAlignment() + " bytes only"
                : null;
    }

    private static MemorySourceException refused(
            MemorySource source, Memory memory, long size, long alignment, String wrong) {
        MemorySourceException refusal = broken(source, size, alignment, wrong, null);
        try {
            memory.giveBack();
        } catch (Throwable second) {
            Failures.joined(refusal, second);
        }
        return refusal;
    }

    private static MemorySourceException broken(
            MemorySource source,
            long size,
            long alignment,
            String what,
            @Nullable Throwable cause) {
        return new MemorySourceException(
                "The source "
                        + TextOf.thing(source)
                        + " was asked for "
                        + size
                        + " bytes, aligned to "
                        + alignment
                        + ", and "
                        + what
                        + ". A source answers with memory that is as it was asked for, or with a"
                        + " Declined; mend the source.",
                cause);
    }
}
