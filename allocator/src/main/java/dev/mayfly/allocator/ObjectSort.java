package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

/**
 * Sorts arrays of references in place, stably, without garbage: {@code Arrays.sort} copies up to
 * half of the array.
 *
 * <p>Runs of a few elements are sorted by insertion and then merged by SymMerge (Kim and Kutzner,
 * "Stable Minimum Storage Merging by Symmetric Comparisons", 2004): of two sorted runs that are
 * neighbours, binary search finds how many elements at the end of the first have to change sides
 * with as many at the beginning of the second, a rotation exchanges them, and both halves are
 * merged in the same way. That takes n log n comparisons and n log<sup>2</sup> n moves.
 *
 * <p>The comparator is code of the program, and may end the list or change it. So the list is asked
 * after each comparison whether the array is still its own: nothing is written, and nothing read,
 * of an array that somebody else has by then.
 */
final class ObjectSort {

    private static final int SHORT_RUN = 16;

    private ObjectSort() {}

    static <T extends @Nullable Object> void sort(
            ObjectList<T> list, T[] a, int from, int to, Comparator<? super T> order) {
        int size = to - from;
        for (int start = 0; start < size; start += SHORT_RUN) {
            insertionSort(list, a, from + start, from + Math.min(size, start + SHORT_RUN), order);
        }
        for (long run = SHORT_RUN; run < size; run *= 2) {
            for (long start = 0; start + run < size; start += 2 * run) {
                int middle = (int) (from + start + run);
                int end = (int) (from + Math.min(size, start + 2 * run));
                if (isBefore(list, a, to, order, a[middle], middle - 1)) {
                    merge(list, a, (int) (from + start), middle, end, order);
                }
            }
        }
    }

    private static <T extends @Nullable Object> void insertionSort(
            ObjectList<T> list, T[] a, int from, int to, Comparator<? super T> order) {
        for (int i = from + 1; i < to; i++) {
            T value = a[i];
            // Where to is found first, so that what the comparator throws leaves every element in.
            int hole = i;
            while (hole > from && isBefore(list, a, to, order, value, hole - 1)) {
                hole--;
            }
            System.arraycopy(a, hole, a, hole + 1, i - hole);
            a[hole] = value;
        }
    }

    private static <T extends @Nullable Object> boolean isBefore(
            ObjectList<T> list, T[] a, int to, Comparator<? super T> order, T value, int place) {
        boolean before = order.compare(value, a[place]) < 0;
        list.requireUnchanged(a, to);
        return before;
    }

    private static <T extends @Nullable Object> void merge(
            ObjectList<T> list, T[] a, int from, int middle, int to, Comparator<? super T> order) {
        if (middle - from == 0 || to - middle == 0) {
            return;
        }
        int half = (from + to) >>> 1;
        int sum = half + middle;
        int low = middle > half ? sum - to : from;
        int high = middle > half ? half : middle;
        int mirror = sum - 1;
        while (low < high) {
            int probe = (low + high) >>> 1;
            if (isBefore(list, a, to, order, a[mirror - probe], probe)) {
                high = probe;
            } else {
                low = probe + 1;
            }
        }
        int end = sum - low;
        if (low < middle && middle < end) {
            rotate(a, low, middle, end);
        }
        merge(list, a, from, low, half, order);
        merge(list, a, half, end, to, order);
    }

    /**
     * Exchanges the runs before and after {@code middle}, block by block (Gries and Mills, 1981).
     */
    private static <T extends @Nullable Object> void rotate(T[] a, int from, int middle, int to) {
        int before = middle - from;
        int after = to - middle;
        while (before != after) {
            if (before > after) {
                swap(a, middle - before, middle, after);
                before -= after;
            } else {
                swap(a, middle - before, middle + after - before, before);
                after -= before;
            }
        }
        swap(a, middle - before, middle, before);
    }

    private static <T extends @Nullable Object> void swap(T[] a, int i, int k, int count) {
        for (int n = 0; n < count; n++) {
            T value = a[i + n];
            a[i + n] = a[k + n];
            a[k + n] = value;
        }
    }
}
