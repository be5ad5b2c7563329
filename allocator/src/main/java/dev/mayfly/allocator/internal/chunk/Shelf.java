package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Where an arena between two frames leaves what it has: the chunk that the next frame is to begin
 * with, which another arena may take, and itself, which another thread may visit to let go of what
 * is spare in it.
 *
 * <p>How it works: one number says in which turn the shelf is, and in its lowest bits who has what.
 * The owner leaves all by an ordinary store, and takes it back by a compare-and-set, one a frame.
 * Another arena takes the chunk, and a visitor comes, by a compare-and-set as well; while somebody
 * visits, the owner that wants to begin a frame waits. Visits are short: references are dropped.
 *
 * <p>Why that is safe: the owner touches nothing that a visitor does between leaving and taking
 * back, and of two that come at once one compare-and-set alone succeeds. What each wrote is seen by
 * the next, as the number is written after and read before. A turn never comes again, so what was
 * seen between two looks at the number is the chunk of that turn. The reference itself is only
 * written where the chunk is another one than before, which spares steady frames the GC's write
 * barrier.
 */
public final class Shelf {

    // The states; 0 is that the owner has everything.

    /** All lies here, and a chunk. */
    private static final int WITH_CHUNK = 1;

    /** A visitor has everything but a chunk. */
    private static final int VISITED = 2;

    /** All lies here, and no chunk. */
    private static final int WITHOUT_CHUNK = 3;

    private static final int STATES = 4;

    /** How often the owner looks for a visitor to be gone before it pauses between looks. */
    private static final int LOOKS = 256;

    private static final long PAUSE_NANOS = 50_000;

    /** What {@link #beginVisit} returns where nobody may visit now. */
    public static final long REFUSED = -1;

    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(Shelf.class, "turn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long turn;
    private @Nullable Chunk chunk;

    /** For the owner: the number while it has everything, and as it left it last. */
    private long own;

    private long left;

    Shelf() {}

    /** Leaves everything here, with the chunk if there is one; for the owner. */
    @SuppressWarnings("ReferenceEquality") // that very chunk
    public void leave(@Nullable Chunk mine) {
        if (chunk != mine) {
            chunk = mine;
        }
        own += STATES;
        left = own + (mine == null ? WITHOUT_CHUNK : WITH_CHUNK);
        TURN.setRelease(this, left);
    }

    /**
     * Takes back what was left; false if there was a chunk and somebody else has it. For the owner,
     * once a turn.
     */
    public boolean takeBack() {
        return TURN.compareAndSet(this, left, own) || takeBackTheRest();
    }

    private boolean takeBackTheRest() {
        for (int looks = 0; ; looks++) {
            long seen = turn;
            if (stateOf(seen) == VISITED) {
                awaitVisitor(looks);
            } else if (TURN.compareAndSet(this, seen, own)) {
                return seen == left;
            }
        }
    }

    private void awaitVisitor(int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    /** Lets go of a chunk that does not lie here; for the owner. */
    public void forget() {
        chunk = null;
    }

    /** What lies here, if it is between {@code bytes} and twice that, and aligned; null if not. */
    @Nullable Chunk takeFitting(long bytes, long alignment) {
        long seen = turn;
        Chunk here = chunk;
        boolean fits =
                stateOf(seen) == WITH_CHUNK
                        && here != null
                        && here.asked() >= bytes
                        && here.asked() / 2 <= bytes
                        && here.isAlignedTo(alignment);
        return fits && takeIn(seen) ? here : null;
    }

    /** The chunk that lies here; null if there is none. */
    @Nullable Chunk take() {
        long seen = turn;
        Chunk here = chunk;
        return stateOf(seen) == WITH_CHUNK && takeIn(seen) ? here : null;
    }

    private boolean takeIn(long seen) {
        return TURN.compareAndSet(this, seen, seen + WITHOUT_CHUNK - WITH_CHUNK);
    }

    /** How many bytes lie here now; on any thread. */
    long bytes() {
        long seen = turn;
        Chunk here = chunk;
        return stateOf(seen) == WITH_CHUNK && here != null ? here.size() : 0;
    }

    /** Whether the owner has left everything here. */
    boolean isLeft() {
        return stateOf(turn) != 0;
    }

    // --- visits

    /** The turn, to be compared: while it is the same, the owner has begun no frame. */
    public long turn() {
        return turn;
    }

    /**
     * Comes to an arena at rest, to touch what its owner touches in frames; {@link #REFUSED} where
     * it is not at rest, or has another visitor. Else the owner begins no frame before the end of
     * the visit.
     *
     * @return what to end the visit with
     */
    public long beginVisit() {
        long seen = turn;
        int state = stateOf(seen);
        boolean atRest = state == WITH_CHUNK || state == WITHOUT_CHUNK;
        return atRest && TURN.compareAndSet(this, seen, seen - state + VISITED) ? seen : REFUSED;
    }

    /** Ends the visit that began with that number. */
    public void endVisit(long begun) {
        TURN.setRelease(this, begun);
    }

    private static int stateOf(long number) {
        return (int) number & STATES - 1;
    }
}
