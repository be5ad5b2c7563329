package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.error.BarrierMembershipException;
import dev.mayfly.allocator.internal.Insides;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.stream.Collectors;

/**
 * Keeps the frames of threads in step, for an engine that runs threads of its own: none begins its
 * next frame before all have ended this one.
 *
 * <pre>{@code
 * try (BarrierParty party = barrier.join(memory.arena())) {
 *     while (running) {
 *         try (FrameScope frame = arena.begin()) { ... }
 *         party.await();
 *     }
 * }
 * }</pre>
 *
 * <p>Threads may join and leave at any time; the others go on without the ones that have left or
 * died. A barrier without parties is at rest, and can be joined again. May be used by any thread;
 * what {@link #join} returns is for the thread that joined.
 */
public final class FrameBarrier {

    // How it works. A Phaser counts who has arrived. What it does not know is who a party is: so
    // the
    // parties are listed here, each with the phase it arrived in last. One that leaves or dies
    // after it
    // has arrived cannot be taken out of the count in that phase, because leaving is an arrival
    // too; it
    // stays listed, and in the next phase whoever waits first takes it out.
    //
    // Why that is safe. A party that has not arrived holds the phase, so between finding a dead or
    // departed one that has not, and arriving in its place, the phase cannot change; and the lock
    // lets
    // one thread at a time do that.

    private final Phaser phaser =
            new Phaser() {
                @Override
                protected boolean onAdvance(int phase, int parties) {
                    return false; // without parties it rests, and does not end
                }
            };

    /** Those that the phaser counts; guarded by this. */
    private final List<BarrierParty> parties = new ArrayList<>();

    /** A barrier that nobody has joined yet. */
    public FrameBarrier() {}

    /**
     * Has the calling thread take part, from the frame that is on: the others wait for it from now.
     * Close what this returns when the thread leaves.
     *
     * @param arena the arena whose frames are kept in step: the calling thread's
     * @throws dev.mayfly.allocator.error.ForeignThreadException if the arena is another thread's
     * @throws BarrierMembershipException if the calling thread takes part already; it would wait
     *     for itself
     */
    public synchronized BarrierParty join(FrameArena arena) {
        Insides.of(arena).requireOwner();
        for (BarrierParty party : parties) {
            if (party.isOfThisThread() && !party.left) {
                throw new BarrierMembershipException(
                        "Thread '"
                                + Thread.currentThread().getName()
                                + "' joined a frame barrier that it takes part in. Join once, and"
                                + " close what that returned to leave.");
            }
        }
        BarrierParty party = new BarrierParty(this, arena, phaser);
        phaser.register();
        parties.add(party);
        return party;
    }

    /** How many threads take part. */
    synchronized int parties() {
        return (int) parties.stream().filter(BarrierParty::takesPart).count();
    }

    /** Takes a party out of the count: now, or once the phase that it has arrived in is over. */
    synchronized void leave(BarrierParty party) {
        party.left = true;
        takeOut(party);
    }

    /** Takes out those that have left or died. */
    synchronized void takeOutTheGone() {
        for (int i = parties.size() - 1; i >= 0; i--) {
            BarrierParty party = parties.get(i);
            if (!party.takesPart()) {
                takeOut(party);
            }
        }
    }

    private void takeOut(BarrierParty party) {
        if (!party.hasArrived()) {
            parties.remove(party);
            phaser.arriveAndDeregister();
        }
    }

    /** The names of those that a phase waits for. */
    synchronized String late() {
        return parties.stream()
                .filter(party -> !party.hasArrived())
                .map(party -> "'" + party.thread.getName() + "'")
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "frame barrier of " + parties() + " threads, in frame " + phaser.getPhase();
    }
}
