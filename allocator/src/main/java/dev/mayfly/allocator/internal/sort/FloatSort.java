package dev.mayfly.allocator.internal.sort;

/**
 * Sorts arrays of {@code float} in place, without garbage: {@code Arrays.sort} makes an object for
 * each partition, and arrays for presorted input and for small types.
 *
 * <p>Introsort (Musser, "Introspective Sorting and Selection Algorithms", 1997): quicksort down to
 * short runs, which insertion sort finishes, and heapsort where the pivots turn out bad, so that n
 * log n steps are the most. The partition has no branch that depends on the data (the branchless
 * form of Lomuto's, Alexandrescu, "Lomuto's Comeback", 2020): what an unpredictable branch costs is
 * most of what a partition takes. Where a pivot is the least of its run, all that are equal to it
 * are set aside in one pass, so few distinct values cost less, not more.
 */
public final class FloatSort {

    private static final int SHORT_RUN = 24;

    /** From here on the pivot is the median of nine. */
    private static final int LONG_RUN = 512;

    private FloatSort() {}

    public static void sort(float[] a, int from, int to) {
        if (!isSorted(a, from, to)) {
            sort(a, from, to, 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(to - from)));
        }
    }

    private static boolean isSorted(float[] a, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (SortKey.of(a[i]) < SortKey.of(a[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private static void sort(float[] a, int from, int to, int partitionsLeft) {
        while (to - from > SHORT_RUN) {
            if (partitionsLeft-- == 0) {
                heapSort(a, from, to);
                return;
            }
            int middle = partition(a, from, to);
            if (middle == from) {
                from = setEqualsAside(a, from, to);
            } else if (middle - from < to - middle) {
                sort(a, from, middle, partitionsLeft);
                from = middle + 1;
            } else {
                sort(a, middle + 1, to, partitionsLeft);
                to = middle;
            }
        }
        insertionSort(a, from, to);
    }

    /** Moves what is less than a pivot to the front, and returns where the pivot then is. */
    private static int partition(float[] a, int from, int to) {
        swap(a, from, pivot(a, from, to));
        float pivot = a[from];
        var pivotKey = SortKey.of(pivot);
        int less = from + 1;
        for (int i = from + 1; i < to; i++) {
            float value = a[i];
            a[i] = a[less];
            a[less] = value;
            less += SortKey.of(value) < pivotKey ? 1 : 0;
        }
        a[from] = a[less - 1];
        a[less - 1] = pivot;
        return less - 1;
    }

    /** Moves what is equal to the first element, the least, to the front; where the rest begins. */
    private static int setEqualsAside(float[] a, int from, int to) {
        var leastKey = SortKey.of(a[from]);
        int next = from + 1;
        for (int i = from + 1; i < to; i++) {
            if (SortKey.of(a[i]) == leastKey) {
                swap(a, i, next);
                next++;
            }
        }
        return next;
    }

    private static int pivot(float[] a, int from, int to) {
        int middle = (from + to) >>> 1;
        if (to - from < LONG_RUN) {
            return median(a, from, middle, to - 1);
        }
        int step = (to - from) >>> 3;
        return median(
                a,
                median(a, from, from + step, from + 2 * step),
                median(a, middle - step, middle, middle + step),
                median(a, to - 1 - 2 * step, to - 1 - step, to - 1));
    }

    private static int median(float[] a, int x, int y, int z) {
        boolean ascends = SortKey.of(a[x]) < SortKey.of(a[y]);
        int lower = ascends ? x : y;
        int upper = ascends ? y : x;
        if (SortKey.of(a[z]) < SortKey.of(a[lower])) {
            return lower;
        }
        return SortKey.of(a[z]) < SortKey.of(a[upper]) ? z : upper;
    }

    private static void insertionSort(float[] a, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            float value = a[i];
            int k = i - 1;
            while (k >= from && SortKey.of(value) < SortKey.of(a[k])) {
                a[k + 1] = a[k];
                k--;
            }
            a[k + 1] = value;
        }
    }

    private static void heapSort(float[] a, int from, int to) {
        for (int root = (to - from) / 2 - 1; root >= 0; root--) {
            siftDown(a, from, root, to - from);
        }
        for (int last = to - from - 1; last > 0; last--) {
            swap(a, from, from + last);
            siftDown(a, from, 0, last);
        }
    }

    private static void siftDown(float[] a, int from, int root, int size) {
        float value = a[from + root];
        int hole = root;
        // Halves, so that 2 * hole + 1 does not overflow.
        while (hole <= size / 2 - 1) {
            int child = 2 * hole + 1;
            if (child + 1 < size && SortKey.of(a[from + child]) < SortKey.of(a[from + child + 1])) {
                child++;
            }
            if (SortKey.of(a[from + child]) <= SortKey.of(value)) {
                break;
            }
            a[from + hole] = a[from + child];
            hole = child;
        }
        a[from + hole] = value;
    }

    private static void swap(float[] a, int i, int k) {
        float value = a[i];
        a[i] = a[k];
        a[k] = value;
    }
}
