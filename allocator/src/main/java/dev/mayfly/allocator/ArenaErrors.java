package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.ArenaIdentity;

/**
 * What an arena says when it is misused: the words, away from the code that finds the misuse.
 * Scopes are told by their text.
 */
final class ArenaErrors {

    static final String CORRUPTED_ADVICE =
            "Look for native code, or a wrong size or offset, that writes past what it was given.";

    /** The most that one native slice may have, in bytes. */
    static final long MAX_SLICE_BYTES = 1L << 31;

    /** The largest alignment of a native slice, in bytes. */
    static final long MAX_ALIGNMENT = 1L << 30;

    private ArenaErrors() {}

    static FrameOpenException frameOpen(ArenaIdentity arena, Object open, Tag wanted) {
        return new FrameOpenException(
                "Frame '"
                        + wanted.name()
                        + "' was begun while "
                        + open
                        + " is open on "
                        + arena.describe()
                        + ". End that one first, or nest with scope().");
    }

    static NoFrameException noFrame(ArenaIdentity arena, String what) {
        return new NoFrameException(
                upperFirst(what)
                        + " while no frame is open on "
                        + arena.describe()
                        + ". Do it between begin() and the end of the frame; where something begins"
                        + " frames for you, as a world does in process(), inside of that.");
    }

    static NoFrameException endedTwice(Object what) {
        return new NoFrameException(
                "The end of a frame was called for while none is open on "
                        + what
                        + ". End each frame once, by its close() or by end(), after its begin().");
    }

    static ScopeOrderException closedTooEarly(ArenaIdentity arena, Object closed, Object inner) {
        return new ScopeOrderException(
                upperFirst(closed.toString())
                        + " was closed while "
                        + inner
                        + ", opened inside it, is open on "
                        + arena.describe()
                        + ". Both have ended now. Close scopes in reverse order of opening;"
                        + " try-with-resources does.");
    }

    static ScopeOrderException unknownMark(ArenaIdentity arena) {
        return new ScopeOrderException(
                "A mark was rewound to that is not set on "
                        + arena.describe()
                        + ". Its scope has ended, an earlier mark was rewound to, or it is another"
                        + " arena's. Rewind to a mark inside the scope that it was set in.");
    }

    static ScopeOrderException rewoundTooEarly(ArenaIdentity arena, Object inner) {
        return new ScopeOrderException(
                "A mark was rewound to while "
                        + inner
                        + ", opened after it, is open on "
                        + arena.describe()
                        + ". That scope has ended now. Close what was opened after a mark before"
                        + " rewinding to it.");
    }

    static ScopeOrderException endedByItsAction(ArenaIdentity arena, Object scope) {
        return new ScopeOrderException(
                upperFirst(scope.toString())
                        + " was ended by an action that it was to run when it ends, on "
                        + arena.describe()
                        + ". Leave closing to whoever opened it.");
    }

    static ScopeOrderException closedTwice(ArenaIdentity arena, Object closed) {
        return new ScopeOrderException(
                upperFirst(closed.toString())
                        + " was closed again, on "
                        + arena.describe()
                        + ". It had ended, by its own close() or with the scope around it. Close"
                        + " each scope once.");
    }

    static NoFrameException frameKept(ArenaIdentity arena) {
        return new NoFrameException(
                "Memory was asked for in a frame that has ended and is kept for what was taken in"
                        + " it, on "
                        + arena.describe()
                        + ". Take from the arena that the ring's begin() returned last.");
    }

    static NotInFrameException notInFrame(ArenaIdentity arena, String thing, String verb) {
        return new NotInFrameException(
                thing
                        + " was to be "
                        + verb
                        + ", and is not of the open frame of "
                        + arena.describe()
                        + ": it is a column, was promoted before, or is another arena's. Do it"
                        + " once, on the arena that it was taken from.");
    }

    static ExpiredException receivedTwice(ArenaIdentity arena) {
        return new ExpiredException(
                "A parcel was received that had been received or discarded before, on "
                        + arena.describe()
                        + ". Do either, once, and keep no reference to it.");
    }

    static ExpiredException usedBeyondEnd(ArenaIdentity arena) {
        return new ExpiredException(
                "A native slice is in use by another thread, as an asynchronous call is, after its"
                        + " scope has ended, on "
                        + arena.describe()
                        + ". Wait for the call before the scope ends, or give it memory that lives"
                        + " on: of a FrameRing, promoted, or a block of a BlockPool.");
    }

    static ExpiredException sliceEnded(ArenaIdentity arena) {
        return new ExpiredException(
                "A native slice was to be promoted after its end. The scope it was taken in has"
                        + " ended, or its allocator was closed. Promote it in that scope, on "
                        + arena.describe()
                        + ".");
    }

    static ForeignThreadException sliceOfAnother(ArenaIdentity arena) {
        return new ForeignThreadException(
                "A native slice that another thread took was to be promoted on "
                        + arena.describe()
                        + ". Promote it on the thread that took it, or take it by"
                        + " allocateShared().");
    }

    static ScopeOrderException addedToEnded(ArenaIdentity arena, Object scope) {
        return new ScopeOrderException(
                upperFirst(scope.toString())
                        + " was given an action to run when it ends, on "
                        + arena.describe()
                        + ", after it had ended. Add actions while the scope is open.");
    }

    static ScopeOrderException endedByCallback(ArenaIdentity arena, String callback) {
        return new ScopeOrderException(
                "A scope was ended by "
                        + callback
                        + ", on "
                        + arena.describe()
                        + ", while something was taken in it. Leave the scopes of the arena open"
                        + " there.");
    }

    static ReentryException takenInSupplier(ArenaIdentity arena) {
        return new ReentryException(
                "The supplier of a FrameRows took from it, on "
                        + arena.describe()
                        + ". Have the supplier make a buffer, and take others after it has"
                        + " returned.");
    }

    static ScopeOrderException endedByListener(ArenaIdentity arena) {
        return new ScopeOrderException(
                "A scope was ended by an eviction listener, on "
                        + arena.describe()
                        + ", while memory was asked for in it. Nothing was taken. Leave the scopes"
                        + " of the arena that asks open.");
    }

    static InvalidSizeException tooManyElements(long count, long elementBytes) {
        return new InvalidSizeException(
                "A native slice of "
                        + count
                        + " elements of "
                        + elementBytes
                        + " bytes was asked for; use 0 or more, and up to "
                        + MAX_SLICE_BYTES
                        + " bytes in all.");
    }

    static void requireSlice(long byteSize, long byteAlignment) {
        if (byteSize < 0 || byteSize > MAX_SLICE_BYTES) {
            throw new InvalidSizeException(
                    "A native slice of "
                            + byteSize
                            + " bytes was asked for; use 0 to "
                            + MAX_SLICE_BYTES
                            + ".");
        }
        requireAlignment(byteAlignment);
    }

    static void requireAlignment(long byteAlignment) {
        if (Long.bitCount(byteAlignment) != 1
                || byteAlignment < 0
                || byteAlignment > MAX_ALIGNMENT) {
            throw new InvalidAlignmentException(
                    "Native slices aligned to "
                            + byteAlignment
                            + " bytes were asked for; use a power of two from 1 to "
                            + MAX_ALIGNMENT
                            + ".");
        }
    }

    private static String upperFirst(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
