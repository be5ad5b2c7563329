package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where an arena between two frames leaves the chunk that the next one is to begin with. It is a
 * part of the store: another arena that needs a chunk may have it.
 *
 * <p>How it works: a turn is odd while the chunk lies here, and even otherwise. The owner leaves a
 * chunk by an ordinary store, and takes it back by a compare-and-set of the turn; another arena
 * looks at the turn, then at the chunk, and takes it by a compare-and-set of that turn. Why that is
 * safe: a turn never comes again, so one compare-and-set alone succeeds for each, and what was seen
 * between the two looks is the chunk of that turn. The reference itself is only written where the
 * chunk is another one than before, which spares steady frames the GC's write barrier.
 */
public final class Shelf {

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

    /** For the owner: the turn in which it left a chunk last. */
    private long left = -1;

    Shelf() {}

    /** Leaves a chunk here; for the owner, whose chunk it is. */
    @SuppressWarnings("ReferenceEquality") // that very chunk
    public void leave(Chunk mine) {
        if (chunk != mine) {
            chunk = mine;
        }
        left += 2;
        TURN.setRelease(this, left);
    }

    /** Takes back what was left; false if somebody else has it. For the owner, once a turn. */
    public boolean takeBack() {
        return TURN.compareAndSet(this, left, left + 1);
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
                isOdd(seen)
                        && here != null
                        && here.asked() >= bytes
                        && here.asked() / 2 <= bytes
                        && here.isAlignedTo(alignment);
        return fits && TURN.compareAndSet(this, seen, seen + 1) ? here : null;
    }

    /** How many bytes lie here now; on any thread. */
    long bytes() {
        long seen = turn;
        Chunk here = chunk;
        return isOdd(seen) && here != null ? here.size() : 0;
    }

    private static boolean isOdd(long number) {
        return (number & 1) != 0;
    }
}
