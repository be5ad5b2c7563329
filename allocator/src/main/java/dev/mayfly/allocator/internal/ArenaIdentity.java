package dev.mayfly.allocator.internal;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.MayflyException;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * Which arena it is, and whose: what the parts of an arena, and messages, know of it. The inside of
 * the public {@code FrameArena}.
 */
public final class ArenaIdentity {

    /** The owner of an arena that is of no more use. */
    private static final Thread NOBODY = Thread.ofPlatform().name("nobody").unstarted(() -> {});

    private final String name;
    private Thread owner;

    /** Whose thread the arena is when it is not lent for a loop. */
    private Thread home;

    /** From checked on: what to throw where the arena is used at all; null where it may be. */
    private @Nullable Supplier<? extends MayflyException> refusal;

    /**
     * From checked on: whether any thread may read what was taken, as nothing is taken any more.
     */
    private boolean readByAll;

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
        home = owner;
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
        if (Safety.CHECKED && refusal != null) {
            throw refusal.get();
        }
        if (!isOwner()) {
            throw foreignThread("used " + describe(), "call FrameAllocator.arena() on each thread");
        }
    }

    /** Whether the calling thread may change what was taken from the arena. */
    public boolean mayChange() {
        return isOwner() && refusal == null;
    }

    /**
     * Whether the calling thread may read what was taken from the arena: the owner may, and, while
     * the owner calls a loop, who works in that.
     */
    public boolean mayRead() {
        return isOwner() || isReader();
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private boolean isReader() {
        return readByAll || Thread.currentThread() == home || LoopCaller.is(home);
    }

    /**
     * What to throw where a thread has used something that was taken from the arena, and may not.
     *
     * @param verb what it did, in the past
     */
    public MayflyException foreignUse(String thing, String verb) {
        Supplier<? extends MayflyException> refused = refusal;
        return refused != null
                ? refused.get()
                : foreignThread(
                        verb + " " + thing + ", which was taken from " + describe(),
                        "hand things over by promote() or send(); in a loop of a team, change what"
                                + " was taken from the worker's own arena");
    }

    /** Refuses every use of the arena from now on, whoever's; null for no more. */
    public void refuse(@Nullable Supplier<? extends MayflyException> what) {
        refusal = what;
    }

    /** Whether what was taken may be read by any thread, in an order that the program sees to. */
    public void readByAll(boolean all) {
        readByAll = all;
    }

    /**
     * Makes another thread the owner, in whatever state the arena is. The caller has to order what
     * the two threads do: all that the owner did happens before all that the borrower does.
     */
    public void lend(Thread borrower) {
        owner = borrower;
        home = borrower;
    }

    /**
     * As {@link #lend}, for the time of a loop: those that work in it may read what was taken, as
     * may its caller.
     */
    public void lendForLoop(Thread borrower) {
        owner = borrower;
    }

    /**
     * Has a thread that never runs, of the same name, be the owner in place of one that has died: a
     * thread keeps what it was made to run, and that may lead to whatever the arena is a part of.
     */
    public void forgetDeadOwner() {
        if (!owner.isAlive() && owner.getState() == Thread.State.TERMINATED) {
            lend(standIn(owner));
        }
    }

    /** A thread of the name of {@code dead} that never runs, and so keeps nothing. */
    public static Thread standIn(Thread dead) {
        return Thread.ofPlatform()
                .name(dead.getName())
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {});
    }

    /** Makes nobody the owner, for an arena that is of no more use. */
    public void retire() {
        owner = NOBODY;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private MayflyException foreignThread(String did, String advice) {
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
                        + "' "
                        + did
                        + ". An arena serves the thread that owns it only; "
                        + advice
                        + ".");
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
