package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.chunk.NativeStack;
import dev.mayfly.allocator.internal.lateuse.EndedThings;
import dev.mayfly.allocator.internal.ledger.Charge;
import dev.mayfly.allocator.internal.ledger.SoftLimits;
import dev.mayfly.allocator.internal.ledger.TagFigures;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open scopes of an arena, and the marks among them.
 *
 * <p>How it works: a scope notes where everything stood when it was opened: native memory by a
 * {@link NativeStack.Position}, what is recycled by {@link TakeNotes}, what it is to run by {@link
 * CloseActions}; closing it goes back there. A mark is a scope that nobody closes: it has a serial
 * number, closing a scope around it goes through it, and rewinding to it closes it and opens it
 * again.
 *
 * <p>Depths count from 1, which is the frame's; at rest the depth is 0. Why that is safe: whatever
 * is thrown on the way, by actions, listeners or what finds damage, a scope that is closed has
 * ended when that reaches the caller.
 */
final class ScopeStack {

    /** What frames are opened under when the caller names nothing. */
    static final Tag FRAME = Tag.of("frame");

    /** What nested scopes are opened under when the caller names nothing. */
    static final Tag SCOPE = Tag.of("scope");

    /** Numbers the stacks, so that no two have a mark in common. */
    private static final AtomicInteger STACKS = new AtomicInteger();

    /** How many scopes are open. */
    int depth;

    final Leases leases;

    /** What scopes that have ended had in use. */
    final TagFigures figures = new TagFigures();

    /** From checked on; null in standard. */
    final @Nullable EndedThings ended;

    private final ArenaIdentity identity;
    private final NativeStack slices;
    private final TakeNotes notes = new TakeNotes();
    private int noteCount;
    private final CloseActions actions = new CloseActions();
    private final SoftLimits softLimits = new SoftLimits();
    private final SoftLimits.Listener softLimitListener;

    private FrameScope[] scopes = {};

    /** Whether a scope was ever opened here that has a soft limit or charges a group. */
    private boolean watching;

    /**
     * What was in use when soft limits and leases were last looked at. While no more is, and no
     * scope was opened and nothing moved out since, there is nothing new for them.
     */
    private long watched;

    private long lastMark = (long) STACKS.getAndIncrement() << 40;
    private long frames;
    private long peak;

    /**
     * No open scope.
     *
     * @param settings what limits a frame, and which group it is charged to
     * @param softLimitListener who is told of soft limits that were passed
     */
    ScopeStack(
            ArenaIdentity identity,
            NativeStack slices,
            ArenaSettings settings,
            SoftLimits.Listener softLimitListener) {
        this.identity = identity;
        this.slices = slices;
        this.softLimitListener = softLimitListener;
        this.leases = new Leases(identity, this, slices, settings);
        this.ended = Safety.CHECKED ? new EndedThings() : null;
        identity.showState(this);
    }

    /** The open scope of that depth. */
    FrameScope at(int scopeDepth) {
        return scopes[scopeDepth - 1];
    }

    FrameScope innermost() {
        return scopes[depth - 1];
    }

    /** Bytes that were taken since a scope was opened. */
    long usedSince(NativeStack.Position start) {
        return slices.usedSince(start);
    }

    boolean isOpen(FrameScope scope) {
        return scope.depth <= depth && scopes[scope.depth - 1] == scope;
    }

    private boolean isInnermost(FrameScope scope) {
        // In standard there is one scope object a depth, and nothing for the second to find.
        return scope.depth == depth && (!Safety.CHECKED || scopes[depth - 1] == scope);
    }

    // --- opening

    /** Opens the outermost scope, of an arena at rest: there is nothing to remember. */
    FrameScope begin(Tag tag) {
        FrameScope frame = enter(1, tag);
        slices.begin(TagTerms.scopeLimit(tag));
        depth = 1;
        if (frame.charges) {
            leases.begin(frame);
        }
        return frame;
    }

    /** Opens a scope inside the open ones. */
    FrameScope open(Tag tag) {
        int opened = depth + 1;
        FrameScope scope = enter(opened, tag);
        scope.notes = noteCount;
        scope.actions = actions.count;
        scope.serial = FrameScope.NO_MARK;
        slices.open(scope.start, TagTerms.scopeLimit(tag));
        depth = opened;
        if (scope.charges) {
            leases.begin(scope);
        }
        return scope;
    }

    private FrameScope enter(int opened, Tag tag) {
        if (opened > scopes.length) {
            makeRoom();
        }
        FrameScope scope = scopes[opened - 1];
        if (Safety.CHECKED) {
            scope = newScope(opened);
            scopes[opened - 1] = scope;
            if (Safety.PARANOID) {
                scope.site = Site.ofCaller();
            }
        }
        if (scope.tag != tag) {
            scope.openUnder(tag, leases.concern(tag, opened));
            watching |= scope.charges || TagTerms.scopeSoftLimit(tag) != TagTerms.UNLIMITED;
        }
        watched = 0;
        return scope;
    }

    private void makeRoom() {
        int had = scopes.length;
        FrameScope[] grown = Arrays.copyOf(scopes, Math.max(8, had * 2));
        for (int i = had; i < grown.length; i++) {
            grown[i] = newScope(i + 1);
        }
        scopes = grown;
    }

    private FrameScope newScope(int opened) {
        FrameScope scope = new FrameScope(this, opened);
        scope.openUnder(SCOPE, leases.concern(SCOPE, opened));
        watching |= scope.charges;
        return scope;
    }

    /** Has the innermost scope, before it first takes from there, give back what it takes. */
    void noteFirstTake(RecycledStack from) {
        notes.note(noteCount, from, depth);
        noteCount++;
    }

    /** Runs {@code action} when the scope, which is open, ends. */
    void onClose(FrameScope scope, Runnable action) {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        if (!isOpen(scope)) {
            throw ArenaErrors.addedToEnded(identity, scope);
        }
        boolean hasInner = scope.depth < depth;
        actions.insert(hasInner ? at(scope.depth + 1).actions : actions.count, action);
        for (int inner = scope.depth + 1; inner <= depth; inner++) {
            at(inner).actions++;
        }
    }

    // --- calls of the program's code, while something is taken

    /** Watches over the innermost scope, while code runs that might end it. */
    CallGuard beginCall() {
        CallGuard guard = new CallGuard();
        actions.insert(actions.count, guard);
        return guard;
    }

    /** The code has returned or thrown; it may have left scopes open. */
    void endCall(CallGuard guard) {
        int place = actions.remove(guard);
        if (place >= 0) {
            for (int inner = depth; inner > 0 && at(inner).actions > place; inner--) {
                at(inner).actions--;
            }
        }
    }

    /** How many frames have ended. */
    long frames() {
        return frames;
    }

    // --- marks

    /** Sets a mark: a scope of its own, which the scopes around it end as if it were not there. */
    long mark() {
        FrameScope mark = open(innermost().tag);
        mark.serial = ++lastMark;
        return mark.serial;
    }

    /** Puts everything back to where it stood when the mark was set; it stays set. */
    void rewindTo(long mark) {
        int markDepth = depthOf(mark);
        Tag tag = at(markDepth).tag;
        FrameScope left = innermostInside(markDepth);
        Throwable tooEarly = left == null ? null : ArenaErrors.rewoundTooEarly(identity, left);
        try {
            unwind(markDepth - 1, tooEarly);
        } finally {
            open(tag).serial = mark;
        }
    }

    /** The innermost scope that is no mark, if it is inside the one at {@code outer}. */
    private @Nullable FrameScope innermostInside(int outer) {
        for (int inner = depth; inner > outer; inner--) {
            if (!at(inner).isMark()) {
                return at(inner);
            }
        }
        return null;
    }

    private int depthOf(long mark) {
        for (int inner = depth; inner > 1; inner--) {
            if (at(inner).serial == mark && mark != FrameScope.NO_MARK) {
                return inner;
            }
        }
        throw ArenaErrors.unknownMark(identity);
    }

    // --- closing

    /** Closes a scope for whoever opened it. */
    void close(FrameScope scope) {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        if (isInnermost(scope)) {
            closeInnermost(scope);
        } else {
            identity.requireOwner();
            closeOutOfOrder(scope);
        }
    }

    private void closeInnermost(FrameScope scope) {
        if (actions.count > scope.actions) {
            closeWithActions(scope);
        } else {
            end(scope);
        }
    }

    /** Runs what a scope, the innermost, has to run, and ends it whatever that throws. */
    private void closeWithActions(FrameScope scope) {
        int closing = scope.depth;
        Throwable failure = null;
        while (depth >= closing && actions.count > scope.actions) {
            try {
                actions.pop().run();
                unwind(Math.min(depth, closing));
            } catch (Throwable thrown) {
                failure = Failures.joined(failure, thrown);
            }
        }
        if (depth < closing) {
            failure = Failures.joined(failure, ArenaErrors.endedByItsAction(identity, scope));
        } else {
            try {
                unwind(closing);
                end(scope);
            } catch (Throwable thrown) {
                failure = Failures.joined(failure, thrown);
            }
        }
        Failures.rethrow(failure);
    }

    /**
     * Ends a scope that is not the innermost, and what is inside it: marks are in order there, and
     * scopes are not.
     */
    private void closeOutOfOrder(FrameScope scope) {
        if (!isOpen(scope)) {
            throw ArenaErrors.closedTwice(identity, scope);
        }
        FrameScope inner = innermostInside(scope.depth);
        Throwable tooEarly =
                inner == null ? null : ArenaErrors.closedTooEarly(identity, scope, inner);
        unwind(scope.depth - 1, tooEarly);
    }

    /** Ends the scopes inside the frame, which is about to end; throws if one was left open. */
    void unwindToFrame() {
        FrameScope left = innermostInside(1);
        unwind(1, left == null ? null : ArenaErrors.closedTooEarly(identity, at(1), left));
    }

    /** Ends all scopes but the first {@code keep}, and then throws what was thrown on the way. */
    void unwind(int keep) {
        unwind(keep, null);
    }

    private void unwind(int keep, @Nullable Throwable earlier) {
        Throwable failure = earlier;
        while (depth > keep) {
            try {
                closeInnermost(innermost());
            } catch (Throwable thrown) {
                failure = Failures.joined(failure, thrown);
            }
        }
        Failures.rethrow(failure);
    }

    /** Ends the innermost scope, and then says what was found. */
    private void end(FrameScope scope) {
        String damage = rewind(scope);
        if (softLimits.isPending()) {
            tellOfSoftLimits(damage);
        } else if (Safety.CHECKED) {
            reportDamage(damage);
        }
    }

    private void tellOfSoftLimits(@Nullable String damage) {
        Failures failures = new Failures();
        failures.run(() -> reportDamage(damage));
        failures.run(() -> softLimits.tell(softLimitListener));
        failures.rethrow();
    }

    private void reportDamage(@Nullable String damage) {
        Throwable failure =
                damage == null
                        ? null
                        : new CorruptedMemoryException(damage + " " + ArenaErrors.CORRUPTED_ADVICE);
        ExpiredException late = ended == null ? null : ended.takeFailure();
        if (late != null) {
            failure = Failures.joined(failure, late);
        }
        if (slices.takeUsedBeyondEnd()) {
            failure = Failures.joined(failure, ArenaErrors.usedBeyondEnd(identity));
        }
        Failures.rethrow(failure);
    }

    /** Puts everything back to where it stood. In paranoid, returns what was found overwritten. */
    private @Nullable String rewind(FrameScope scope) {
        try {
            takeBack(scope);
        } catch (Throwable failure) { // of the heap, that is full
            drop(scope);
            throw failure;
        }
        return putBack(scope);
    }

    /** Takes back what was taken in a scope, the innermost, and counts it. */
    private void takeBack(FrameScope scope) {
        long things = slices.countSince(scope.start);
        if (noteCount != scope.notes) {
            things += notes.release(scope.notes, noteCount);
            noteCount = scope.notes;
        }
        beforeUseFalls();
        if (scope.charges) {
            leases.end(scope.depth, softLimits, frames + 1);
        }
        long taken = slices.usedSince(scope.start);
        if (taken != 0 || things != 0) {
            figures.add(scope.tag, taken, things);
        }
    }

    /** Has a scope end, the innermost, that could not take back or count all; makes nothing. */
    private void drop(FrameScope scope) {
        try {
            notes.drop(scope.notes, noteCount);
            leases.drop(scope.depth);
        } finally {
            noteCount = scope.notes;
            putBack(scope);
        }
    }

    /** From here on the scope has ended, whatever is thrown. */
    private @Nullable String putBack(FrameScope scope) {
        depth = scope.depth - 1;
        if (depth != 0) {
            return slices.rewind(scope.start);
        }
        if (Safety.CHECKED && ended != null) {
            ended.endFrame();
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
        for (int i = 1; i <= depth; i++) {
            FrameScope scope = at(i);
            if (!scope.isMark() && TagTerms.scopeSoftLimit(scope.tag) != TagTerms.UNLIMITED) {
                softLimits.check(scope.tag, scope.used(), frames + 1);
            }
        }
    }

    // --- what leaves the frame

    /**
     * Takes {@code bytes} at {@code place} of a size class, which leave the frame, off its books:
     * those of the scope that they were taken in, and those around it.
     *
     * @param name what messages call who has them from now on
     * @return who is charged for them; null where nobody is
     */
    @Nullable Charge moveOut(SizeClass from, int place, long bytes, Object holder, String name) {
        int note = notes.noteOf(from, place, noteCount);
        int takenIn = depth;
        while (takenIn > 1 && at(takenIn).notes > note) {
            takenIn--;
        }
        return moveOut(takenIn, bytes, holder, name);
    }

    /** As above, for what was taken in the scope at that depth. */
    @Nullable Charge moveOut(int takenIn, long bytes, Object holder, String name) {
        beforeUseFalls();
        Charge charge = leases.moveOut(bytes, takenIn, holder, name);
        for (int i = 1; i <= depth; i++) {
            slices.moveOut(at(i).start, bytes, i > takenIn);
        }
        slices.moveOut(bytes);
        watched = 0;
        return charge;
    }

    // --- for others

    /** Tells what the open scopes have, as far as another thread can see that. */
    void forEachOpen(OpenFigures.Reader reader) {
        OpenFigures.read(scopes, depth, notes.thingsByNote(noteCount), slices, reader);
    }

    /** Ends what is open, for an owner that cannot: the native side is not rewound. */
    void abandon() {
        for (int inner = depth; inner > 1; inner--) {
            slices.abandon(at(inner).start);
        }
        actions.clear();
        softLimits.forget();
        frames += depth == 0 ? 0 : 1;
        leases.abandon();
        notes.release(0, noteCount);
        noteCount = 0;
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
