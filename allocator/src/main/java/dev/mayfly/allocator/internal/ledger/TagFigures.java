package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * What the scopes of an arena had in use when they ended, by tag.
 *
 * <p>How it works: a table with a row for each {@link TagNumber}. The thread of the arena adds to a
 * row without a lock. Only where it meets a tag for the first time does it take the lock that
 * readers hold: there the table grows, and a row that a tag left to another one is added to that of
 * tags that are gone. So a reader never sees a row under two tags, nor under none.
 */
public final class TagFigures {

    /** What a reader on any thread is told of a tag. */
    @FunctionalInterface
    public interface Reader {
        void read(
                @Nullable TagNumber tag, long bytes, long mostBytes, long things, long mostThings);
    }

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int BYTES = 0;
    private static final int MOST_BYTES = 1;
    private static final int THINGS = 2;
    private static final int MOST_THINGS = 3;
    private static final int ROW = 4;

    private long[] figures = new long[16 * ROW];

    /** Whose the rows are. */
    private @Nullable TagNumber[] met = new @Nullable TagNumber[16];

    private final long[] gone = new long[ROW];

    /** Adds what a scope had in use when it ended: bytes, and buffers, objects and slices. */
    public void add(TagEntry tag, long bytes, long things) {
        TagNumber number = tag.number;
        if (number.index >= met.length || met[number.index] != number) {
            meet(number);
        }
        add(figures, number.index * ROW, bytes, bytes, things, things);
    }

    private static void add(
            long[] to, int row, long bytes, long mostBytes, long things, long mostThings) {
        to[row + BYTES] += bytes;
        to[row + THINGS] += things;
        if (mostBytes > to[row + MOST_BYTES]) {
            to[row + MOST_BYTES] = mostBytes;
        }
        if (mostThings > to[row + MOST_THINGS]) {
            to[row + MOST_THINGS] = mostThings;
        }
    }

    private synchronized void meet(TagNumber number) {
        int index = number.index;
        if (index >= met.length) {
            met = Arrays.copyOf(met, index * 2);
            figures = Arrays.copyOf(figures, index * 2 * ROW);
        }
        if (met[index] != null) {
            int row = index * ROW;
            add(
                    gone,
                    0,
                    figures[row + BYTES],
                    figures[row + MOST_BYTES],
                    figures[row + THINGS],
                    figures[row + MOST_THINGS]);
            Arrays.fill(figures, row, row + ROW, 0);
        }
        met[index] = number;
    }

    /** The bytes of a tag; for the thread of the arena. */
    public long bytes(TagEntry tag) {
        int index = tag.number.index;
        return index < met.length && met[index] == tag.number ? figures[index * ROW + BYTES] : 0;
    }

    /** Tells of the tags whose scopes have ended with something in use; on any thread. */
    public synchronized void forEach(Reader reader) {
        for (TagNumber number : met) {
            if (number != null) {
                tell(number, figures, number.index * ROW, reader);
            }
        }
        if (gone[THINGS] != 0 || gone[BYTES] != 0) {
            tell(null, gone, 0, reader);
        }
    }

    private static void tell(@Nullable TagNumber number, long[] from, int row, Reader reader) {
        reader.read(
                number,
                opaque(from, row + BYTES),
                opaque(from, row + MOST_BYTES),
                opaque(from, row + THINGS),
                opaque(from, row + MOST_THINGS));
    }

    /** Reads an element that another thread writes. */
    private static long opaque(long[] from, int index) {
        return (long) LONGS.getOpaque(from, index);
    }
}
