package dev.mayfly.allocator;

import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** Numbers the stacks, so that no two have a mark in common. */
    private static final AtomicInteger STACKS = new AtomicInteger();

    /** How many scopes are open. */
    int depth;

    private final FrameArena arena;
    private final CloseActions actions = new CloseActions();
    private final NativeStack slices;
    private final SoftLimits softLimits;
    final Leases leases;

    /** From checked on; null in standard. */
    private final @Nullable EndedThings ended;

    private FrameScope[] scopes = {};

    /** Whether a scope was ever opened here that has a soft limit or charges a group. */
    private boolean watching;

    /**
     * What was in use when soft limits and leases were last looked at. While no more is, and no
     * scope was opened and nothing moved out since, there is nothing new for them.
     */
    private long watched;

    private @Nullable Recycled[] noted = new Recycled[16];
    private int[] notedNext = new int[16];
    private int[] notedDepth = new int[16];
    private int notes;

    private long lastMark = (long) STACKS.getAndIncrement() << 40;
    private long frames;
    private long peak;

    /** What scopes that have ended had in use. */
    final TagFigures figures = new TagFigures();

    ScopeStack(FrameArena arena, NativeStack slices) {
        this.arena = arena;
        this.slices = slices;
        this.softLimits = new SoftLimits(arena);
        this.leases = new Leases(arena, this, slices);
        this.ended = Safety.CHECKED ? new EndedThings() : null;
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
        slices.begin(tag.scopeLimit);
        depth = 1;
        if (frame.charges) {
            leases.begin(frame);
        }
        return frame;
    }

    /** Opens a scope inside the open ones. */
    FrameScope open(Tag tag) {
        int at = depth;
        FrameScope scope = enter(at, tag);
        scope.notes = notes;
        scope.actions = actions.count;
        scope.serial = FrameScope.NO_MARK;
        slices.mark(scope.mark, tag.scopeLimit);
        depth = at + 1;
        if (scope.charges) {
            leases.begin(scope);
        }
        return scope;
    }

    private FrameScope enter(int at, Tag tag) {
        if (at == scopes.length) {
            makeRoom();
        }
        FrameScope scope = scopes[at];
        if (Safety.CHECKED) {
            scope = newScope(at);
            scopes[at] = scope;
        }
        if (scope.tag != tag) {
            scope.tag = tag;
            scope.charges = leases.concern(tag, at);
            watching |= scope.charges || tag.scopeSoftLimit != Tag.UNLIMITED;
        }
        watched = 0;
        return scope;
    }

    private void makeRoom() {
        int had = scopes.length;
        FrameScope[] grown = Arrays.copyOf(scopes, Math.max(8, had * 2));
        for (int i = had; i < grown.length; i++) {
            grown[i] = newScope(i);
        }
        scopes = grown;
    }

    private FrameScope newScope(int at) {
        FrameScope scope = new FrameScope(arena, at);
        scope.charges = leases.concern(scope.tag, at);
        watching |= scope.charges;
        return scope;
    }

    /**
     * Notes how {@code from} stands, before the innermost scope takes from it for the first time.
     */
    void noteFirstTake(Recycled from) {
        int index = notes;
        if (index == noted.length) {
            makeRoomForNotes();
        }
        if (noted[index] != from) {
            noted[index] = from;
        }
        notedNext[index] = from.next;
        notedDepth[index] = from.takenAt;
        notes = index + 1;
        from.takenAt = depth;
    }

    private void makeRoomForNotes() {
        noted = Arrays.copyOf(noted, notes * 2);
        notedNext = Arrays.copyOf(notedNext, notes * 2);
        notedDepth = Arrays.copyOf(notedDepth, notes * 2);
    }

    /** Sets a mark: a scope of its own, which the scopes around it end as if it were not there. */
    long mark() {
        FrameScope mark = open(innermost().tag);
        mark.serial = ++lastMark;
        return mark.serial;
    }

    /** Puts everything back to where it stood when the mark was set; it stays set. */
    void rewindTo(long mark) {
        int level = levelOf(mark);
        Tag tag = scopes[level].tag;
        FrameScope left = innermostBut(level + 1);
        ScopeOrderException tooEarly =
                left == null ? null : ArenaErrors.rewoundTooEarly(arena, left);
        try {
            unwind(level);
        } finally {
            open(tag).serial = mark;
        }
        if (tooEarly != null) {
            throw tooEarly;
        }
    }

    /** The innermost scope that is no mark, if it is not one of the first {@code keep}. */
    private @Nullable FrameScope innermostBut(int keep) {
        for (int level = depth - 1; level >= keep; level--) {
            if (!scopes[level].isMark()) {
                return scopes[level];
            }
        }
        return null;
    }

    private int levelOf(long mark) {
        for (int level = depth - 1; level > 0; level--) {
            if (scopes[level].serial == mark && mark != FrameScope.NO_MARK) {
                return level;
            }
        }
        throw ArenaErrors.unknownMark(arena);
    }

    /** Runs {@code action} when the scope, which is open, ends. */
    void onClose(FrameScope scope, Runnable action) {
        int inner = scope.depth + 1;
        actions.insert(inner < depth ? scopes[inner].actions : actions.count, action);
        for (int i = inner; i < depth; i++) {
            scopes[i].actions++;
        }
    }

    void close(FrameScope scope) {
        if (actions.count > scope.actions) {
            closeWithActions(scope);
        } else {
            end(scope);
        }
    }

    private void end(FrameScope scope) {
        String damage = rewind(scope);
        if (softLimits.isPending()) {
            tellOfSoftLimits(damage);
        } else {
            reportDamage(damage);
        }
    }

    private void tellOfSoftLimits(@Nullable String damage) {
        Throwable failure = null;
        try {
            reportDamage(damage);
        } catch (RuntimeException damaged) {
            failure = damaged;
        }
        try {
            softLimits.tell(arena.backing.ofAllocator().softLimitListener);
        } catch (RuntimeException | Error thrown) {
            failure = combined(failure, thrown);
        }
        throwAny(failure);
    }

    /** Runs what a scope, the innermost, has to run, and ends it whatever that throws. */
    private void closeWithActions(FrameScope scope) {
        int level = scope.depth;
        Throwable failure = null;
        while (depth > level && actions.count > scope.actions) {
            try {
                actions.pop().run();
                unwind(Math.min(depth, level + 1));
            } catch (Throwable thrown) {
                failure = combined(failure, thrown);
            }
        }
        if (depth <= level) {
            failure = combined(failure, ArenaErrors.endedByItsAction(arena, scope));
        } else {
            try {
                unwind(level + 1);
                end(scope);
            } catch (RuntimeException thrown) {
                failure = combined(failure, thrown);
            }
        }
        throwAny(failure);
    }

    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private static Throwable combined(@Nullable Throwable earlier, Throwable later) {
        if (earlier == null) {
            return later;
        }
        if (earlier != later) {
            earlier.addSuppressed(later);
        }
        return earlier;
    }

    private static void throwAny(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            default -> throw new UndeclaredThrowableException(failure);
        }
    }

    /**
     * Ends a scope that is not the innermost, and what is inside it: marks are in order there, and
     * scopes are not.
     */
    void closeOutOfOrder(FrameScope scope) {
        if (!isOpen(scope)) {
            throw ArenaErrors.closedTwice(arena, scope);
        }
        FrameScope inner = innermostBut(scope.depth + 1);
        if (inner == null) {
            unwind(scope.depth);
            return;
        }
        ScopeOrderException failure = ArenaErrors.closedTooEarly(arena, scope, inner);
        try {
            unwind(scope.depth);
        } catch (RuntimeException | Error other) {
            failure.addSuppressed(other);
        }
        throw failure;
    }

    /** Ends all scopes but the first {@code keep}, and then throws what was thrown on the way. */
    void unwind(int keep) {
        Throwable failure = null;
        while (depth > keep) {
            try {
                close(innermost());
            } catch (RuntimeException | Error thrown) {
                failure = combined(failure, thrown);
            }
        }
        throwAny(failure);
    }

    private void reportDamage(@Nullable String damage) {
        if (Safety.CHECKED) {
            ExpiredException late = ended == null ? null : ended.takeFailure();
            if (damage != null) {
                CorruptedMemoryException corrupted =
                        new CorruptedMemoryException(damage + " " + ArenaErrors.CORRUPTED_ADVICE);
                if (late != null) {
                    corrupted.addSuppressed(late);
                }
                throw corrupted;
            }
            if (late != null) {
                throw late;
            }
        }
    }

    /** From checked on: an object of the user's class ends. */
    void objectEnds(Object object, @Nullable String site) {
        if (ended != null) {
            ended.addObject(object, site, frames);
        }
    }

    /** From checked on: storage ends, and was poisoned, of which a segment was given out. */
    void storageEnds(Object array, String type) {
        if (ended != null) {
            ended.addStorage(array, type, frames);
        }
    }

    /**
     * Ends the scopes inside the frame, which is about to end; throws if one had been left open.
     */
    void unwindToFrame() {
        FrameScope left = innermostBut(1);
        ScopeOrderException tooEarly =
                left == null ? null : ArenaErrors.closedTooEarly(arena, scopes[0], left);
        unwind(1);
        if (tooEarly != null) {
            throw tooEarly;
        }
    }

    /** Ends the innermost scope. In paranoid, returns what was found overwritten. */
    private @Nullable String rewind(FrameScope scope) {
        long things = release(scope.notes) + slices.countSince(scope.mark);
        beforeUseFalls();
        if (scope.charges) {
            leases.end(scope.depth, softLimits, frames + 1);
        }
        long taken = slices.usedSince(scope.mark);
        if (taken != 0 || things != 0) {
            figures.add(scope.tag, taken, things);
        }
        depth = scope.depth;
        if (depth != 0) {
            return slices.rewind(scope.mark);
        }
        if (Safety.CHECKED && ended != null) {
            ended.endFrame(frames);
        }
        return slices.end(++frames);
    }

    private void beforeUseFalls() {
        long used = slices.used();
        if (used > peak) {
            peak = used;
        }
        if (watching && used > watched) {
            watched = used;
            leases.note();
            checkSoftLimits();
        }
    }

    private void checkSoftLimits() {
        for (int i = 0; i < depth; i++) {
            FrameScope scope = scopes[i];
            if (!scope.isMark() && scope.tag.scopeSoftLimit != Tag.UNLIMITED) {
                softLimits.check(scope.tag, scope.used(), frames + 1);
            }
        }
    }

    /**
     * Takes {@code bytes} at {@code place} of a size class, which leave the frame, off its books:
     * those of the scope that they were taken in, and those around it.
     *
     * @param name what messages call who has them from now on
     * @return who is charged for them; null where nobody is
     */
    @Nullable Charge moveOut(SizeClass from, int place, long bytes, Object holder, String name) {
        return moveOut(depthOf(from, place), bytes, holder, name);
    }

    /** As above, for what was taken in the scope at that depth. */
    @Nullable Charge moveOut(int takenIn, long bytes, Object holder, String name) {
        beforeUseFalls();
        Charge charge = leases.moveOut(bytes, takenIn, holder, name);
        for (int i = 0; i < depth; i++) {
            slices.moveOut(scopes[i].mark, bytes, i > takenIn);
        }
        slices.moveOut(bytes);
        watched = 0;
        return charge;
    }

    /** The depth of the scope that took what is at {@code place}: by the notes of those inside. */
    private int depthOf(SizeClass from, int place) {
        int note = notes - 1;
        while (noted[note] != from || notedNext[note] > place) {
            note--;
        }
        int takenIn = depth - 1;
        while (takenIn > 0 && scopes[takenIn].notes > note) {
            takenIn--;
        }
        return takenIn;
    }

    /** Tells what the open scopes have, as far as another thread can see that. */
    void forEachOpen(OpenFigures.Reader reader) {
        OpenFigures.read(
                scopes, depth, OpenFigures.thingsByNote(noted, notedNext, notes), slices, reader);
    }

    /** Ends what the notes from {@code keep} on tell of; returns how many things that was. */
    private long release(int keep) {
        long things = 0;
        for (int i = notes; i > keep; ) {
            Recycled from = Objects.requireNonNull(noted[--i]);
            things += from.next - notedNext[i];
            if (from instanceof SizeClass buffers) {
                // Said apart, so that this call has one target and can be inlined.
                buffers.release(notedNext[i]);
            } else {
                from.release(notedNext[i]);
            }
            from.takenAt = notedDepth[i];
        }
        notes = keep;
        return things;
    }

    /** Ends what is open, for an owner that cannot: the native side is not rewound. */
    void abandon() {
        actions.clear();
        leases.abandon();
        release(0);
        if (ended != null) {
            ended.clear();
        }
        depth = 0;
    }

    /** The most bytes that were in use when a scope ended. */
    long peak() {
        return peak;
    }

    @Override
    public String toString() {
        return "frame "
                + (frames + 1)
                + (depth == 0 ? ", not begun" : ", in " + innermost() + ", depth " + depth);
    }
}
