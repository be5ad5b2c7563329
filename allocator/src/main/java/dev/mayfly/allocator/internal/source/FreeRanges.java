package dev.mayfly.allocator.internal.source;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which parts of a range of addresses are free. Takes the first stretch that fits, so that the same
 * requests in the same order get the same addresses; joins what comes back with its neighbours. Not
 * for several threads at once.
 */
public final class FreeRanges {

    /** Sizes by where they start; no two touch. */
    private final TreeMap<Long, Long> free = new TreeMap<>();

    /** All of {@code bytes} bytes from {@code start} on is free. */
    public FreeRanges(long start, long bytes) {
        free.put(start, bytes);
    }

    /**
     * Takes {@code bytes} at a multiple of {@code alignment}; empty if there is no such stretch.
     */
    public OptionalLong take(long bytes, long alignment) {
        for (Map.Entry<Long, Long> stretch : free.entrySet()) {
            long start = stretch.getKey();
            long padding = (start + alignment - 1 & -alignment) - start;
            long rest = stretch.getValue() - padding - bytes;
            if (padding >= 0 && padding < stretch.getValue() && rest >= 0) {
                cut(start, padding, bytes, rest);
                return OptionalLong.of(start + padding);
            }
        }
        return OptionalLong.empty();
    }

    private void cut(long start, long padding, long bytes, long rest) {
        free.remove(start);
        if (padding > 0) {
            free.put(start, padding);
        }
        if (rest > 0) {
            free.put(start + padding + bytes, rest);
        }
    }

    /** Gives back what {@link #take} gave. */
    public void give(long start, long bytes) {
        long from = start;
        long size = bytes;
        Map.Entry<Long, Long> before = free.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            from = before.getKey();
            size += before.getValue();
        }
        Long after = free.remove(start + bytes);
        free.put(from, after == null ? size : size + after);
    }

    /** The size of the largest stretch, in bytes. */
    public long largest() {
        return free.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
