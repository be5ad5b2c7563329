package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

/** What an arena says when it is misused: the words, away from the code that finds the misuse. */
final class ArenaErrors {

    static final String CORRUPTED_ADVICE =
            "Look for native code, or a wrong size or offset, that writes past what it was given.";

    private ArenaErrors() {}

    static FrameOpenException frameOpen(FrameArena arena, Tag open, Tag wanted) {
        return new FrameOpenException(
                "Frame '"
                        + wanted.name()
                        + "' was begun while frame '"
                        + open.name()
                        + "' is open on "
                        + arena.describe()
                        + ". End that one first, or nest with scope().");
    }

    static NoFrameException noFrame(FrameArena arena, String what) {
        return new NoFrameException(
                upperFirst(what)
                        + " while no frame is open on "
                        + arena.describe()
                        + ". Do it between begin() and the end of the frame.");
    }

    static ScopeOrderException closedTooEarly(
            FrameArena arena, FrameScope closed, FrameScope inner) {
        return new ScopeOrderException(
                upperFirst(closed.toString())
                        + " was closed while "
                        + inner
                        + ", opened inside it, is open on "
                        + arena.describe()
                        + ". Both have ended now. Close scopes in reverse order of opening;"
                        + " try-with-resources does.");
    }

    static ScopeOrderException closedTwice(FrameArena arena, FrameScope closed) {
        return new ScopeOrderException(
                upperFirst(closed.toString())
                        + " was closed again, on "
                        + arena.describe()
                        + ". It had ended, by its own close() or with the scope around it. Close"
                        + " each scope once.");
    }

    static ForeignThreadException foreignThread(FrameArena arena) {
        return new ForeignThreadException(
                "Thread '"
                        + Thread.currentThread().getName()
                        + "' used "
                        + arena.describe()
                        + ". An arena serves the thread that owns it only; call"
                        + " FrameAllocator.arena() on each thread.");
    }

    static LimitExceededException limitExceeded(ScopeStack scopes, long bytes) {
        FrameScope met = scopes.at(0);
        for (int i = scopes.depth - 1; i > 0; i--) {
            FrameScope scope = scopes.at(i);
            if (bytes > scope.tag.limit() - scope.used()) {
                met = scope;
                break;
            }
        }
        return new LimitExceededException(met.tag.name(), met.tag.limit(), bytes, met.used());
    }

    static void requireLength(BufferRack rack, int length) {
        if (length < 0) {
            throw new InvalidSizeException(
                    rack + " of " + length + " elements was asked for; use 0 or more.");
        }
        if (length > BufferRack.MAX_LENGTH) {
            throw new InvalidSizeException(
                    rack
                            + " of "
                            + length
                            + " elements was asked for; the most is "
                            + BufferRack.MAX_LENGTH
                            + ".");
        }
    }

    static void requireSlice(long byteSize, long byteAlignment) {
        if (byteSize < 0 || byteSize > FrameArena.MAX_SLICE_BYTES) {
            throw new InvalidSizeException(
                    "A native slice of "
                            + byteSize
                            + " bytes was asked for; use 0 to "
                            + FrameArena.MAX_SLICE_BYTES
                            + ".");
        }
        if (Long.bitCount(byteAlignment) != 1
                || byteAlignment < 0
                || byteAlignment > FrameArena.MAX_ALIGNMENT) {
            throw new InvalidAlignmentException(
                    "A native slice aligned to "
                            + byteAlignment
                            + " bytes was asked for; use a power of two from 1 to "
                            + FrameArena.MAX_ALIGNMENT
                            + ".");
        }
    }

    private static String upperFirst(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
