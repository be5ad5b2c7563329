package dev.mayfly.allocator.internal;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.MayflyException;

import java.lang.ref.WeakReference;

/**
 * Which arena it is, and whose: what the parts of an arena, and messages, know of it. The inside of
 * the public {@code FrameArena}.
 */
public final class ArenaIdentity {

    /** The owner of an arena that is of no more use. */
    private static final Thread NOBODY = Thread.ofPlatform().name("nobody").unstarted(() -> {});

    private final String name;
    private Thread owner;

    /** What the arena is in the middle of; weak, as who outlives the arena may keep this. */
    private WeakReference<Object> state = new WeakReference<>(null);

    /**
     * An arena of the given thread.
     *
     * @param name what messages call it; empty for the one that belongs to a thread
     */
    public ArenaIdentity(String name, Thread owner) {
        this.name = name;
        this.owner = owner;
    }

    /** Says what the arena is in the middle of; {@link #describe} asks for it as text. */
    public void showState(Object now) {
        state = new WeakReference<>(now);
    }

    /** The thread that may use the arena. */
    public Thread owner() {
        return owner;
    }

    /** Whether the calling thread may use the arena. */
    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    public boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    /** Throws if the calling thread may not use the arena. */
    public void requireOwner() {
        if (!isOwner()) {
            throw foreignThread();
        }
    }

    /**
     * Makes another thread the owner, in whatever state the arena is. The caller has to order what
     * the two threads do: all that the owner did happens before all that the borrower does.
     */
    public void lend(Thread borrower) {
        owner = borrower;
    }

    /** Makes nobody the owner, for an arena that is of no more use. */
    public void retire() {
        owner = NOBODY;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private MayflyException foreignThread() {
        if (owner == NOBODY) {
            return new AllocatorClosedException(
                    "Arena '"
                            + name
                            + "' was used after it was closed. Close a ring or scratch after its"
                            + " last use.");
        }
        return new ForeignThreadException(
                "Thread '"
                        + Thread.currentThread().getName()
                        + "' used "
                        + describe()
                        + ". An arena serves the thread that owns it only; call"
                        + " FrameAllocator.arena() on each thread.");
    }

    /** What messages call the arena. */
    public String title() {
        return name.isEmpty()
                ? "the arena of thread '" + owner.getName() + "'"
                : "arena '" + name + "' of thread '" + owner.getName() + "'";
    }

    /** The arena and what it is in the middle of, for messages. */
    public String describe() {
        return title() + " (" + state.get() + ")";
    }

    /** The title, so that this can be handed on as a name. */
    @Override
    public String toString() {
        return title();
    }
}
