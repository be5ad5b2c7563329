package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.chunk.NativeStack;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * An open scope of a {@link FrameArena}: what is taken while it is the innermost one dies when it
 * is closed. The outermost scope is the frame.
 *
 * <p>Meant for try-with-resources. Belongs to the thread that owns the arena. The object itself is
 * recycled: keep no reference to it after closing it.
 */
public final class FrameScope implements AutoCloseable {

    private final ScopeStack scopes;

    /** How many scopes are open while this is the innermost one; 1 for a frame. */
    final int depth;

    /** The serial number of what is a scope and not a mark. */
    static final long NO_MARK = 0;

    Tag tag = ScopeStack.SCOPE;

    /** Whether a group is charged for this: its tag's, or for a frame the arena's. */
    boolean charges;

    /** Where this stands for a mark, what the mark is called by. */
    long serial = NO_MARK;

    /** How many actions there were when this was opened; 0 for a frame. */
    int actions;

    /** How many notes of size classes there were when this was opened; 0 for a frame. */
    int notes;

    /** Where this was opened; kept in paranoid only. */
    @Nullable String site;

    /** Where the native stack stood; for a frame, at rest. */
    final NativeStack.Position start = new NativeStack.Position();

    FrameScope(ScopeStack scopes, int depth) {
        this.scopes = scopes;
        this.depth = depth;
    }

    /** Says what this is opened under from now on, and whether a group is charged for it. */
    void openUnder(Tag by, boolean chargesGroup) {
        tag = by;
        charges = chargesGroup;
    }

    /** What this scope was opened under. */
    public Tag tag() {
        return tag;
    }

    /**
     * Bytes taken since this scope was opened and not given back, inner scopes included; 0 once
     * closed.
     */
    public long used() {
        return isOpen() ? scopes.usedSince(start) : 0;
    }

    /** The most bytes that the tag lets this take. */
    long limit() {
        return TagTerms.scopeLimit(tag);
    }

    /** What counts in the limit of an open scope: also what lists of outer ones have grown by. */
    long counted() {
        return scopes.usedSince(start) + start.grownOutside;
    }

    /**
     * Has {@code action} run when this scope ends: by its own close, by that of a scope around it,
     * or by {@link FrameArena#unwind}; also on the way of an exception. Actions run in reverse
     * order, the last one first, before anything of the scope expires; they may take memory, which
     * dies with the scope. What one throws reaches whoever ends the scope, after the others have
     * run and the scope has ended. The scope of a thread that dies runs nothing.
     *
     * @throws ScopeOrderException if this scope has ended
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     */
    public void onClose(Runnable action) {
        scopes.onClose(this, Objects.requireNonNull(action, "action"));
    }

    boolean isMark() {
        return serial != NO_MARK;
    }

    /** Whether this scope is open. */
    public boolean isOpen() {
        return scopes.isOpen(this);
    }

    /**
     * Ends this scope: everything that was taken in it expires, and its memory can be used again.
     *
     * @throws ScopeOrderException if a scope inside this one is open (it is ended as well), or if
     *     this one has ended (nothing changes)
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     * @throws ExpiredException in checked, if an object or a segment was written to after its
     *     scope, in this frame or the one before; the scope has ended all the same
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice of this scope
     *     were overwritten; the scope has ended all the same
     */
    @Override
    public void close() {
        scopes.close(this);
    }

    @Override
    public String toString() {
        return (depth == 1 ? "frame '" : "scope '")
                + tag.name()
                + (isOpen() ? "'" : "' (ended)")
                + (site == null ? "" : " (opened at " + site + ")");
    }
}
