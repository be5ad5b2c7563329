package dev.mayfly.allocator.pool;

import java.util.List;

/**
 * What a {@link BlockPool} has done up to the moment when this was read; {@link
 * BlockPool#statistics()} gives it.
 *
 * @param sizeClasses by size class, from 8 bytes to 4 KiB
 * @param large the blocks that are larger than any size class
 */
public record BlockPoolStatistics(List<BlockStatistics> sizeClasses, BlockStatistics large) {

    /** Keeps a copy of the list. */
    public BlockPoolStatistics {
        sizeClasses = List.copyOf(sizeClasses);
    }

    /** Everything added up; the peak is the sum of the peaks. */
    public BlockStatistics total() {
        return sizeClasses.stream().reduce(large, BlockStatistics::plus);
    }
}
