package dev.mayfly.ecs.internal.sort;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;

/**
 * Sorts {@link SortItem}s by their keys, stably, in frame memory.
 *
 * <p>A least-significant-digit radix sort (Knuth, The Art of Computer Programming 3, 5.2.5): one
 * pass counts each of the four bytes of every key, and then one pass a byte moves the items between
 * two buffers. A byte that is the same in all keys, as the high ones of small numbers are, is left
 * out.
 */
public final class RadixSort {

    private static final int BYTES = Integer.BYTES;
    private static final int VALUES = 1 << Byte.SIZE;

    private RadixSort() {}

    /**
     * Sorts by ascending key; items of equal keys keep their order.
     *
     * @param arena where a second buffer and the counts are taken, in the innermost scope
     * @param items what to sort; its content is not to be relied on afterwards
     * @return the sorted items: {@code items} itself, or the second buffer
     */
    public static Longs sort(FrameArena arena, Longs items) {
        int length = items.length();
        Longs from = items;
        Longs to = arena.uninitializedLongs(length);
        Ints counts = arena.ints(BYTES * VALUES);
        count(items, length, counts);
        for (int digit = 0; digit < BYTES; digit++) {
            if (length > 0 && !isUniform(items.get(0), length, digit, counts)) {
                toStarts(digit, counts);
                move(from, to, length, digit, counts);
                Longs moved = to;
                to = from;
                from = moved;
            }
        }
        return from;
    }

    private static void count(Longs items, int length, Ints counts) {
        for (int i = 0; i < length; i++) {
            long item = items.get(i);
            counts.add(place(item, 0), 1);
            counts.add(place(item, 1), 1);
            counts.add(place(item, 2), 1);
            counts.add(place(item, 3), 1);
        }
    }

    /** Whether all keys have the byte of this one, which may be any of them. */
    private static boolean isUniform(long item, int length, int digit, Ints counts) {
        return counts.get(place(item, digit)) == length;
    }

    private static void toStarts(int digit, Ints counts) {
        int start = 0;
        for (int i = digit * VALUES; i < (digit + 1) * VALUES; i++) {
            int count = counts.get(i);
            counts.set(i, start);
            start += count;
        }
    }

    private static void move(Longs from, Longs to, int length, int digit, Ints starts) {
        for (int i = 0; i < length; i++) {
            long item = from.get(i);
            int place = place(item, digit);
            int start = starts.get(place);
            starts.set(place, start + 1);
            to.set(start, item);
        }
    }

    /** Where the count of an item's byte is; the byte with the sign is turned to be unsigned. */
    private static int place(long item, int digit) {
        int key = SortItem.key(item) ^ Integer.MIN_VALUE;
        return digit * VALUES + ((key >>> (digit * Byte.SIZE)) & (VALUES - 1));
    }
}
