package dev.mayfly.ecs.internal.sort;

import dev.mayfly.allocator.Longs;

/**
 * Finds the least of some {@link SortItem}s, in place: the front of their buffer serves as a binary
 * heap with the greatest of the least so far on top, so that most of the others are turned away by
 * one compare.
 */
public final class LeastItems {

    private LeastItems() {}

    /**
     * Puts the least items, ascending, to the front of their buffer. What is behind them is not to
     * be relied on afterwards.
     *
     * @param items items of which no two are equal
     * @param count how many; 1 to the length of the buffer
     */
    public static void toFront(Longs items, int count) {
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(items, i, count, items.get(i));
        }
        for (int i = count; i < items.length(); i++) {
            if (items.get(i) < items.get(0)) {
                sink(items, 0, count, items.get(i));
            }
        }
        for (int last = count - 1; last > 0; last--) {
            long greatest = items.get(0);
            sink(items, 0, last, items.get(last));
            items.set(last, greatest);
        }
    }

    /** Finds the place of an item that comes to {@code top} of a heap of {@code length}. */
    private static void sink(Longs heap, int top, int length, long item) {
        int at = top;
        int child = 2 * at + 1;
        while (child < length) {
            if (child + 1 < length && heap.get(child + 1) > heap.get(child)) {
                child++;
            }
            if (heap.get(child) <= item) {
                break;
            }
            heap.set(at, heap.get(child));
            at = child;
            child = 2 * at + 1;
        }
        heap.set(at, item);
    }
}
