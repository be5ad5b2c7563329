package dev.mayfly.allocator;

import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * The open scopes of an arena, and what each has to undo.
 *
 * <p>How it works: a scope is a mark. The first time a scope takes from a size class, a note is
 * made of how many of that class were handed out before; closing the scope goes through its notes,
 * last first, and sets each class back. So the cost of a scope grows with the kinds of things taken
 * in it, and a buffer costs its release alone.
 *
 * <p>A frame like the one before makes the same notes in the same order, so references are stored
 * only where they differ: that spares the GC's write barrier, which on old objects is a fence.
 */
final class ScopeStack {

    /** How many scopes are open. */
    int depth;

    private final FrameArena arena;
    private final NativeStack slices;
    private FrameScope[] scopes = {};

    private @Nullable SizeClass[] notedClass = new SizeClass[16];
    private int[] notedNext = new int[16];
    private int[] notedDepth = new int[16];
    private int notes;

    private long frames;
    private long peak;
    private long[] attributed = new long[16];

    ScopeStack(FrameArena arena, NativeStack slices) {
        this.arena = arena;
        this.slices = slices;
    }

    FrameScope at(int index) {
        return scopes[index];
    }

    FrameScope innermost() {
        return scopes[depth - 1];
    }

    boolean isOpen(FrameScope scope) {
        return scope.depth < depth && scopes[scope.depth] == scope;
    }

    boolean isInnermost(FrameScope scope) {
        // In standard there is one scope object a depth, and nothing for the second to find.
        return scope.depth == depth - 1 && (!Safety.CHECKED || scopes[scope.depth] == scope);
    }

    /** Opens the outermost scope, of an arena at rest: there is nothing to remember. */
    FrameScope begin(Tag tag) {
        FrameScope frame = enter(0, tag);
        slices.begin(tag.limit());
        depth = 1;
        return frame;
    }

    /** Opens a scope inside the open ones. */
    FrameScope open(Tag tag) {
        int at = depth;
        FrameScope scope = enter(at, tag);
        scope.notes = notes;
        slices.mark(scope.mark, tag.limit());
        depth = at + 1;
        return scope;
    }

    private FrameScope enter(int at, Tag tag) {
        if (at == scopes.length) {
            makeRoom();
        }
        FrameScope scope = scopes[at];
        if (Safety.CHECKED) {
            scope = new FrameScope(arena, at);
            scopes[at] = scope;
        }
        if (scope.tag != tag) {
            scope.tag = tag;
        }
        return scope;
    }

    private void makeRoom() {
        int had = scopes.length;
        FrameScope[] grown = Arrays.copyOf(scopes, Math.max(8, had * 2));
        for (int i = had; i < grown.length; i++) {
            grown[i] = new FrameScope(arena, i);
        }
        scopes = grown;
    }

    /**
     * Notes how {@code from} stands, before the innermost scope takes from it for the first time.
     */
    void noteFirstTake(SizeClass from) {
        int index = notes;
        if (index == notedClass.length) {
            makeRoomForNotes();
        }
        if (notedClass[index] != from) {
            notedClass[index] = from;
        }
        notedNext[index] = from.next;
        notedDepth[index] = from.takenAt;
        notes = index + 1;
        from.takenAt = depth;
    }

    private void makeRoomForNotes() {
        notedClass = Arrays.copyOf(notedClass, notes * 2);
        notedNext = Arrays.copyOf(notedNext, notes * 2);
        notedDepth = Arrays.copyOf(notedDepth, notes * 2);
    }

    void close(FrameScope scope) {
        reportDamage(rewind(scope));
    }

    /** Ends a scope that is not the innermost, and those inside it; returns what to say of it. */
    ScopeOrderException closeOutOfOrder(FrameScope scope) {
        if (!isOpen(scope)) {
            return ArenaErrors.closedTwice(arena, scope);
        }
        ScopeOrderException failure = ArenaErrors.closedTooEarly(arena, scope, innermost());
        try {
            unwind(scope.depth);
        } catch (CorruptedMemoryException damage) {
            failure.addSuppressed(damage);
        }
        return failure;
    }

    /** Ends all scopes but the first {@code keep}, and then says what was found overwritten. */
    void unwind(int keep) {
        String damage = null;
        while (depth > keep) {
            String found = rewind(innermost());
            damage = damage == null ? found : damage;
        }
        reportDamage(damage);
    }

    private static void reportDamage(@Nullable String damage) {
        if (Safety.PARANOID && damage != null) {
            throw new CorruptedMemoryException(damage + " " + ArenaErrors.CORRUPTED_ADVICE);
        }
    }

    /** Ends the innermost scope. In paranoid, returns what was found overwritten. */
    private @Nullable String rewind(FrameScope scope) {
        release(scope.notes);
        long used = slices.used();
        if (used > peak) {
            peak = used;
        }
        long taken = slices.usedSince(scope.mark);
        if (taken != 0) {
            attribute(scope.tag, taken);
        }
        depth = scope.depth;
        return depth == 0 ? slices.end(++frames) : slices.rewind(scope.mark);
    }

    private void attribute(Tag tag, long bytes) {
        if (tag.index >= attributed.length) {
            attributed = Arrays.copyOf(attributed, tag.index * 2);
        }
        attributed[tag.index] += bytes;
    }

    private void release(int keep) {
        for (int i = notes; i > keep; ) {
            SizeClass from = Objects.requireNonNull(notedClass[--i]);
            from.release(notedNext[i]);
            from.takenAt = notedDepth[i];
        }
        notes = keep;
    }

    /** Ends what is open, for an owner that cannot: the native side is not rewound. */
    void abandon() {
        release(0);
        depth = 0;
    }

    /** The most bytes that were in use when a scope ended. */
    long peak() {
        return peak;
    }

    long attributed(Tag tag) {
        return tag.index < attributed.length ? attributed[tag.index] : 0;
    }

    @Override
    public String toString() {
        return "frame "
                + (frames + 1)
                + (depth == 0 ? ", not begun" : ", in " + innermost() + ", depth " + depth);
    }
}
