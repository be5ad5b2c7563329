package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.error.BarrierMembershipException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread's part in a {@link FrameBarrier}. For that thread alone; close it to leave, best by
 * try-with-resources around the thread's loop.
 */
public final class BarrierParty implements AutoCloseable {

    /**
     * How often those that wait look whether one of the others has died, in nanoseconds: 50 ms.
     * Nothing else tells, and a thread that closes its party on the way out needs no look.
     */
    private static final long LOOK_NANOS = 50_000_000;

    private static final long FOR_EVER = Long.MAX_VALUE;

    /** No phase: what has been arrived in before the first. */
    private static final int NONE = -1;

    final Thread thread = Thread.currentThread();

    /** Whether this was closed; guarded by the barrier. */
    boolean left;

    private final FrameBarrier barrier;
    private final FrameArena arena;
    private final Phaser phaser;

    private volatile int arrivedIn = NONE;

    /** Whether a wait for the end of the phase was cut short. */
    private boolean waiting;

    BarrierParty(FrameBarrier barrier, FrameArena arena, Phaser phaser) {
        this.barrier = barrier;
        this.arena = arena;
        this.phaser = phaser;
    }

    /**
     * Says that this thread has ended its frame, and waits until all have.
     *
     * <p>Allocates when it has to wait, about 50 bytes. A thread that died without closing its
     * party is noticed within 50 ms.
     *
     * @throws FrameOpenException if the frame is still open; the others go on waiting for it
     * @throws InterruptedException if the thread is interrupted while it waits. That it has ended
     *     its frame stays said: call this again to wait on, or leave
     * @throws BarrierMembershipException if this was closed
     * @throws ForeignThreadException if another thread calls this than the one that joined
     */
    public void await() throws InterruptedException {
        try {
            await(FOR_EVER);
        } catch (TimeoutException e) {
            throw new AssertionError("292 years have passed", e);
        }
    }

    /**
     * As {@link #await()}, for at most so long.
     *
     * @throws TimeoutException if not all have ended their frame by then; the message names those
     *     that have not. That this thread has stays said: call this again to wait on, or leave
     */
    public void await(long timeout, TimeUnit unit) throws InterruptedException, TimeoutException {
        await(unit.toNanos(timeout));
    }

    private void await(long nanos) throws InterruptedException, TimeoutException {
        requireMember();
        if (arena.isOpen()) {
            throw new FrameOpenException(
                    "The barrier was reached with a frame open on "
                            + arena
                            + ". End the frame first; the others wait for that.");
        }
        if (!waiting) {
            arrivedIn = phaser.arrive();
            waiting = true;
        }
        long start = System.nanoTime();
        while (hasArrived()) {
            barrier.takeOutTheGone();
            long remaining = nanos - (System.nanoTime() - start);
            if (!advances(Math.min(remaining, LOOK_NANOS))
                    && remaining <= LOOK_NANOS
                    && hasArrived()) {
                throw new TimeoutException(
                        "After "
                                + TimeUnit.NANOSECONDS.toMillis(nanos)
                                + " ms these threads had not ended their frame: "
                                + barrier.late()
                                + ". Wait again, or leave the barrier.");
            }
        }
        waiting = false;
    }

    /** Waits for the phase to be over; returns whether it is. */
    private boolean advances(long nanos) throws InterruptedException {
        try {
            phaser.awaitAdvanceInterruptibly(arrivedIn, nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        }
        return true;
    }

    /** Whether this has arrived in the phase that is on. */
    boolean hasArrived() {
        return arrivedIn == phaser.getPhase();
    }

    /** Whether this waits and works with the others: it has not left, and its thread lives. */
    boolean takesPart() {
        return !left && thread.isAlive();
    }

    private void requireMember() {
        requireOwnThread();
        if (left) {
            throw new BarrierMembershipException(
                    "Thread '"
                            + thread.getName()
                            + "' waited at a frame barrier that it has left. Join it again first.");
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    boolean isOfThisThread() {
        return Thread.currentThread() == thread;
    }

    private void requireOwnThread() {
        if (!isOfThisThread()) {
            throw new ForeignThreadException(
                    "Thread '"
                            + Thread.currentThread().getName()
                            + "' used the part of thread '"
                            + thread.getName()
                            + "' in a frame barrier. Each thread joins for itself.");
        }
    }

    /**
     * Leaves the barrier: the others wait for this thread no longer. Closing again does nothing.
     *
     * @throws ForeignThreadException if another thread calls this than the one that joined
     */
    @Override
    public void close() {
        requireOwnThread();
        if (!left) {
            barrier.leave(this);
        }
    }

    @Override
    public String toString() {
        return "the part of thread '" + thread.getName() + "' in " + barrier;
    }
}
