package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.internal.Safety;

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
 * <p>One number, {@code state}, is both the height of the stack and the count of blocks taken, so
 * there is one store to the magazine for each take or return, beside the number of the block, and
 * who reads it sees both as they were at one moment. How many blocks were returned follows from
 * them and from what came by exchanges. One compare tells both an empty stack and a new peak:
 * {@code floor} is the height where the first of them is met.
 *
 * <p>Why that is safe: only the owner touches the stack and writes counters; another thread that
 * returns a block puts it into a magazine of its own. Numbers pass between threads through the
 * depot's lock alone. Counters are read by anybody, and written without a fence: on a JVM for 64
 * bits a number is never seen half. Around an exchange, which changes several, {@code exchanges} is
 * odd, and who reads looks again.
 */
final class Magazine {

    private static final int SMALLEST = 16;

    /** The most that a thread holds of one size class, in bytes and in blocks. */
    private static final int MOST_BYTES = 64 << 10;

    private static final int MOST_BLOCKS = 1024;

    /** The low bits of {@link #state} are the height of the stack, the others count takes. */
    private static final int HEIGHT_BITS = 16;

    private static final long ONE_TAKE = 1L << HEIGHT_BITS;
    private static final int HEIGHT_MASK = (1 << HEIGHT_BITS) - 1;

    private static final VarHandle STATE = counter("state", long.class);
    private static final VarHandle EXCHANGES = counter("exchanges", int.class);
    private static final VarHandle UNASKED = counter("unasked", long.class);
    private static final VarHandle PEAK = counter("peak", long.class);

    private final BlockDepot depot;
    private final int blockBytes;
    private @Nullable Thread owner;
    private int[] ids = new int[SMALLEST];

    /** The height of the stack, and in the bits above it the takes since the last exchange. */
    private long state;

    /** The stack is empty at this height, or the next take is a new peak. */
    private int floor;

    /** What rounding up to the size class has added to all requests so far, in bytes. */
    @SuppressWarnings("UnusedVariable") // read by its handle
    private long unasked;

    private long peak;

    /** Odd while one of these is under way: the next two change together with the height. */
    private int exchanges;

    /** Blocks that came from the depot, less those that went there. */
    private long drawn;

    /** Takes up to the last exchange. */
    private long takenBefore;

    Magazine(BlockDepot depot) {
        this.depot = depot;
        this.blockBytes = depot.blockBytes();
    }

    private static VarHandle counter(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Magazine.class, name, type);
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
     * The block on top for a request of {@code bytes}, in standard; null if there is none, the pool
     * was closed, or the peak is to be moved.
     */
    @Nullable Block take(long bytes) {
        long now = state;
        int height = (int) now & HEIGHT_MASK;
        if (height <= floor) {
            return null;
        }
        int id = ids[height - 1];
        Block block = depot.find(id);
        if (block == null) {
            return null;
        }
        if (bytes != blockBytes) {
            unasked += blockBytes - bytes;
        }
        state = now + (ONE_TAKE - 1);
        block.handOut(id, this);
        return block;
    }

    /** As {@link #take}, where the magazine is not empty and the pool is open; at every level. */
    Block takeSlowly(long bytes) {
        int id = ids[height() - 1];
        Block seen = depot.find(id);
        Block block = seen == null ? depot.block(id) : seen;
        Block handed = Safety.CHECKED ? block.renewed(blockBytes) : block;
        unasked += blockBytes - bytes;
        state += ONE_TAKE - 1;
        handed.handOut(id, this);
        long live = drawn - height();
        if (live > peak) {
            PEAK.setOpaque(this, live);
            findFloor();
        }
        return handed;
    }

    private int height() {
        return (int) state & HEIGHT_MASK;
    }

    boolean isEmpty() {
        return height() == 0;
    }

    private void findFloor() {
        floor = (int) Math.max(drawn - peak, 0);
    }

    /** Notes that the height is another, and that this was no take and no return. */
    private void exchanged(int height) {
        EXCHANGES.setOpaque(this, exchanges + 1);
        VarHandle.storeStoreFence();
        drawn += height - height();
        takenBefore += state >>> HEIGHT_BITS;
        state = height;
        EXCHANGES.setRelease(this, exchanges + 1);
        findFloor();
    }

    /** Gets blocks that others have returned; in {@code more}, new ones if there are none. */
    void refill(boolean more) {
        exchanged(depot.lend(ids, ids.length / 2, more));
        grow();
    }

    /** Makes sure that the owner can take a block that another thread has made. */
    void expect(int id) {
        depot.expect(id);
    }

    /** Puts back a block that the owner returns: one that it has taken or {@link #expect}s. */
    void give(int id) {
        if (height() == ids.length) {
            makeRoom();
        }
        ids[height()] = id;
        state++;
    }

    /** Paranoid: hands a block that the owner returns to the depot, to be held back. */
    void giveAside(int id) {
        depot.holdBack(id);
        int before = height();
        state++;
        exchanged(before);
    }

    private void makeRoom() {
        // What lies at the bottom was used longest ago and is least likely to be in a cache.
        int half = ids.length / 2;
        depot.takeBack(ids, half);
        System.arraycopy(ids, half, ids, 0, ids.length - half);
        exchanged(ids.length - half);
        grow();
    }

    private void grow() {
        if (ids.length < Math.clamp(MOST_BYTES / blockBytes, SMALLEST, MOST_BLOCKS)) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
    }

    /** Gives everything to the depot, for an owner that has died. */
    void empty() {
        depot.takeBack(ids, height());
        exchanged(0);
    }

    /** Blocks taken and blocks returned, as they were at one moment; by any thread. */
    Counts counts() {
        while (true) {
            int before = (int) EXCHANGES.getAcquire(this);
            long now = (long) STATE.getOpaque(this);
            long taken = takenBefore + (now >>> HEIGHT_BITS);
            long returned = taken + (now & HEIGHT_MASK) - drawn;
            VarHandle.acquireFence();
            if ((before & 1) == 0 && (int) EXCHANGES.getOpaque(this) == before) {
                return new Counts(taken, returned);
            }
            Thread.onSpinWait();
        }
    }

    /**
     * What a magazine has done.
     *
     * @param taken blocks taken by its owners
     * @param returned blocks returned by them
     */
    record Counts(long taken, long returned) {}

    long unasked() {
        return (long) UNASKED.getOpaque(this);
    }

    long peak() {
        return (long) PEAK.getOpaque(this);
    }
}
