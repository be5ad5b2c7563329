package dev.mayfly.allocator.team;

import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.TeamMemory;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose frame is open on a team, and what is left of the team when it is dropped.
 *
 * <p>How it works: the allocator keeps this and the team's arenas, and the team weakly. So nothing
 * here may lead back to the team: a field that does keeps every dropped team for ever.
 *
 * <p>Why that is safe: {@link Thread#isAlive} returns false only after everything that the thread
 * did, so what a caller that has died left in the arenas is seen whole. Workers may still run a
 * body for it only if its loop broke down; as long as one does, the frame counts as open.
 */
final class TeamLife implements TeamMemory.Life {

    /** The thread whose frame is open; null at rest. */
    private final AtomicReference<@Nullable Thread> caller = new AtomicReference<>();

    /** Null where the pool is the program's. */
    private final @Nullable ForkJoinPool ownPool;

    TeamLife(@Nullable ForkJoinPool ownPool) {
        this.ownPool = ownPool;
    }

    /** The thread whose frame is open; null at rest. */
    @Nullable Thread caller() {
        return caller.get();
    }

    /** Makes a thread the one whose frame is open; false where there is one. */
    boolean enter(Thread self) {
        return caller.compareAndSet(null, self);
    }

    /** Makes a thread the one whose frame is open, in place of another; false where it is not. */
    boolean takeOver(Thread before, @Nullable Thread now) {
        return caller.compareAndSet(before, now);
    }

    /** No frame is open any more. */
    void leave() {
        caller.set(null);
    }

    @Override
    public boolean isOpen() {
        return caller.get() != null;
    }

    @Override
    public boolean isOfTheDead() {
        Thread opened = caller.get();
        return opened != null && !opened.isAlive();
    }

    @Override
    public void forgetDeadCaller(Runnable arenas) {
        Thread opened = caller.get();
        if (opened == null) {
            // Whoever begins a frame meanwhile takes it over from this one.
            Thread nobody = ArenaIdentity.standIn(Thread.currentThread());
            if (enter(nobody)) {
                arenas.run();
                takeOver(nobody, null);
            }
        } else if (opened.getState() == Thread.State.TERMINATED
                && takeOver(opened, ArenaIdentity.standIn(opened))) {
            arenas.run();
        }
    }

    @Override
    public void dropped() {
        if (ownPool != null) {
            ownPool.shutdown();
        }
    }

    /** Shuts the pool down, if it is the team's own, and waits for its threads. */
    void shutDownOwnPool() {
        if (ownPool != null) {
            ownPool.close();
        }
    }
}
