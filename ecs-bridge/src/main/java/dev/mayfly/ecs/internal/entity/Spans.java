package dev.mayfly.ecs.internal.entity;

import java.util.Arrays;

/**
 * Finds spans, runs of consecutive numbers, in an ascending list of entity ids.
 *
 * <p>In a strictly ascending list {@code ids[b] - ids[a] == b - a} holds exactly if everything
 * between is consecutive. So one compare tells whether a stretch of any length is a span, and the
 * end of one is found by exponential search, in a number of steps logarithmic in its length.
 */
public final class Spans {

    private Spans() {}

    /** The index behind the last id of the span that begins at index {@code first}. */
    public static int end(int[] ids, int first, int count) {
        if (isSpan(ids, first, count - 1)) {
            return count;
        }
        int last = first;
        int step = 1;
        while (last + step < count && isSpan(ids, first, last + step)) {
            last += step;
            step *= 2;
        }
        for (step /= 2; step > 0; step /= 2) {
            if (last + step < count && isSpan(ids, first, last + step)) {
                last += step;
            }
        }
        return last + 1;
    }

    /**
     * The first index from {@code from} on at which {@code length} consecutive ids begin, or {@code
     * count}.
     */
    public static int next(int[] ids, int from, int count, int length) {
        for (int i = from; i <= count - length; i++) {
            if (isSpan(ids, i, i + length - 1)) {
                return i;
            }
        }
        return count;
    }

    /**
     * Whether a class, or one between it and {@code base}, declares a method of its own for one of
     * {@code base}.
     */
    public static boolean overrides(
            Class<?> type, Class<?> base, String method, Class<?>... parameterTypes) {
        for (Class<?> each = type; each != base; each = each.getSuperclass()) {
            for (var declared : each.getDeclaredMethods()) {
                if (declared.getName().equals(method)
                        && Arrays.equals(declared.getParameterTypes(), parameterTypes)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the ids at these indexes, and all between them, are consecutive. */
    public static boolean isSpan(int[] ids, int first, int last) {
        return ids[last] - ids[first] == last - first;
    }
}
