package dev.mayfly.allocator.pool;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The free blocks of one size class that one thread keeps at hand, and that thread's counters.
 *
 * <p>How it works: a stack of block numbers. Where it runs empty it gets half its capacity from the
 * {@link BlockDepot}, and where it is full it gives half of it back, so at least that many takes or
 * returns pass until the next exchange. Each exchange doubles the capacity, up to a limit: who
 * takes few blocks holds few. (Bonwick and Adams, "Magazines and Vmem", USENIX 2001, exchange two
 * arrays; one array that is half full gives the same distance.) Numbers and not references are
 * stacked, so that taking and returning store no reference and meet no GC barrier.
 *
 * <p>Why that is safe: only the owner touches stack and counters; another thread that returns a
 * block puts it into a magazine of its own. Numbers pass between threads through the depot's lock
 * alone. Counters are written by the owner and read by anybody: {@code returned} is written with
 * release and read with acquire before {@code taken} is read, so who sees a return sees the take
 * that came before it, on whatever thread.
 */
final class Magazine {

    private static final int SMALLEST = 16;

    private static final VarHandle TAKEN = counter("taken");
    private static final VarHandle REQUESTED = counter("requested");
    private static final VarHandle RETURNED = counter("returned");
    private static final VarHandle PEAK = counter("peak");

    private final BlockDepot depot;
    private @Nullable Thread owner;
    private int[] ids = new int[SMALLEST];
    private int count;

    private long taken;
    private long requested;
    private long returned;
    private long peak;

    Magazine(BlockDepot depot) {
        this.depot = depot;
    }

    private static VarHandle counter(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(Magazine.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void ownedBy(@Nullable Thread next) {
        owner = next;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    boolean belongsTo(Thread thread) {
        return owner == thread;
    }

    /**
     * The block on top for a request of {@code bytes}, in standard; null if there is none, or none
     * is seen without the lock.
     */
    @Nullable Block take(long bytes) {
        int place = count - 1;
        if (place < 0) {
            return null;
        }
        @Nullable Block[] blocks = depot.blocks();
        int id = ids[place];
        Block block = id < blocks.length ? blocks[id] : null;
        if (block == null) {
            return null;
        }
        count = place;
        noteTake(bytes);
        block.handOut(this);
        return block;
    }

    /** As {@link #take}, where the magazine is not empty and the pool is open; at every level. */
    Block takeSlowly(long bytes) {
        Block block = depot.block(ids[count - 1]);
        Block handed = Checks.CHECKED ? block.renewed(depot.blockBytes()) : block;
        count--;
        noteTake(bytes);
        handed.handOut(this);
        return handed;
    }

    private void noteTake(long bytes) {
        long now = taken + 1;
        TAKEN.setOpaque(this, now);
        REQUESTED.setOpaque(this, requested + bytes);
        if (now - returned > peak) {
            PEAK.setOpaque(this, now - returned);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Gets blocks that others have returned; in {@code more}, new ones if there are none. */
    void refill(boolean more) {
        int got = depot.lend(ids, ids.length / 2, more);
        count = got;
        grow();
    }

    /** Puts back a block that the owner returns. */
    void give(int id) {
        if (count == ids.length) {
            makeRoom();
        }
        ids[count++] = id;
        noteReturn();
    }

    /** Paranoid: hands a block that the owner returns to the depot, to be held back. */
    void giveAside(int id) {
        depot.holdBack(id);
        noteReturn();
    }

    private void noteReturn() {
        RETURNED.setRelease(this, returned + 1);
    }

    private void makeRoom() {
        // What lies at the bottom was used longest ago and is least likely to be in a cache.
        int half = ids.length / 2;
        depot.takeBack(ids, half);
        System.arraycopy(ids, half, ids, 0, count - half);
        count -= half;
        grow();
    }

    private void grow() {
        if (ids.length < depot.magazineCapacity()) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
    }

    /** Gives everything to the depot, for an owner that has died. */
    void empty() {
        depot.takeBack(ids, count);
        count = 0;
    }

    long taken() {
        return (long) TAKEN.getOpaque(this);
    }

    long requested() {
        return (long) REQUESTED.getOpaque(this);
    }

    /** To be read before {@link #taken}, of this magazine and of all others of its class. */
    long returned() {
        return (long) RETURNED.getAcquire(this);
    }

    long peak() {
        return (long) PEAK.getOpaque(this);
    }
}
