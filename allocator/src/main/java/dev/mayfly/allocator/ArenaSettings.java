package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.jspecify.annotations.Nullable;

/**
 * How an arena grows, what it may take, and when it gives back.
 *
 * <pre>{@code
 * ArenaSettings small = ArenaSettings.defaults().withChunks(4 << 10, 64 << 10).withLimit(1 << 20);
 * try (FrameAllocator memory = FrameAllocator.create(small)) { ... }
 * }</pre>
 *
 * @param firstChunkBytes the size of the first chunk of native memory, where nothing is known of
 *     the load
 * @param largestChunkBytes where the doubling from one chunk to the next stops, in bytes; a larger
 *     request gets a chunk of its own
 * @param alignment what the address of every native slice is a multiple of, at least, in bytes;
 *     with more than 1 each slice takes a longer path, so where most ask for an alignment anyway
 *     leave it at that
 * @param limit the most bytes that a frame may have in use at once; 2<sup>62</sup> stands for none
 * @param quietFrames after how many frames the arena looks at what they have used, and gives back
 *     what they have not: what a spike took goes after one to two times as many
 * @param group what all frames of such arenas are charged to, together; null for none
 */
public record ArenaSettings(
        long firstChunkBytes,
        long largestChunkBytes,
        long alignment,
        long limit,
        int quietFrames,
        @Nullable TagGroup group) {

    private static final long SMALLEST_CHUNK = 64;
    private static final long LARGEST_CHUNK = 1L << 30;

    private static final ArenaSettings DEFAULTS =
            new ArenaSettings(64L << 10, 1L << 20, 1, TagTerms.UNLIMITED, 256, null);

    /**
     * Checks the settings.
     *
     * @throws InvalidSizeException if a chunk size is not from 64 bytes to 2<sup>30</sup>, the
     *     first one is larger than the largest, the limit is negative, or there is no quiet frame
     * @throws InvalidAlignmentException if the alignment is not a power of two from 1 to
     *     2<sup>30</sup>
     */
    public ArenaSettings {
        if (firstChunkBytes < SMALLEST_CHUNK
                || largestChunkBytes < firstChunkBytes
                || largestChunkBytes > LARGEST_CHUNK) {
            throw new InvalidSizeException(
                    "Chunks of "
                            + firstChunkBytes
                            + " to "
                            + largestChunkBytes
                            + " bytes were asked for; use sizes from "
                            + SMALLEST_CHUNK
                            + " to "
                            + LARGEST_CHUNK
                            + ", the first one not larger than the largest.");
        }
        ArenaErrors.requireAlignment(alignment);
        if (limit < 0) {
            throw new InvalidSizeException(
                    "An arena was given a limit of " + limit + " bytes; use 0 or more.");
        }
        if (quietFrames < 1) {
            throw new InvalidSizeException(
                    "An arena was told to give back after "
                            + quietFrames
                            + " quiet frames; use 1 or more.");
        }
        limit = Math.min(limit, TagTerms.UNLIMITED);
    }

    /**
     * Chunks of 64 KiB, doubling to 1 MiB; slices aligned as asked for; no limit; 256 quiet frames.
     */
    public static ArenaSettings defaults() {
        return DEFAULTS;
    }

    /**
     * These settings with other chunk sizes, in bytes.
     *
     * @throws InvalidSizeException if a size is out of range
     */
    public ArenaSettings withChunks(long firstBytes, long largestBytes) {
        return new ArenaSettings(firstBytes, largestBytes, alignment, limit, quietFrames, group);
    }

    /**
     * These settings with another least alignment of slices, in bytes.
     *
     * @throws InvalidAlignmentException if it is not a power of two from 1 to 2<sup>30</sup>
     */
    public ArenaSettings withAlignment(long leastAlignment) {
        return new ArenaSettings(
                firstChunkBytes, largestChunkBytes, leastAlignment, limit, quietFrames, group);
    }

    /**
     * These settings with another limit for each frame, in bytes: where threads have arenas of
     * these settings, the budget of each thread's frame.
     *
     * @throws InvalidSizeException if it is negative
     */
    public ArenaSettings withLimit(long limitBytes) {
        return new ArenaSettings(
                firstChunkBytes, largestChunkBytes, alignment, limitBytes, quietFrames, group);
    }

    /**
     * These settings with another number of quiet frames.
     *
     * @throws InvalidSizeException if it is less than 1
     */
    public ArenaSettings withQuietFrames(int frames) {
        return new ArenaSettings(
                firstChunkBytes, largestChunkBytes, alignment, limit, frames, group);
    }

    /**
     * These settings with a group: what all arenas that have them take in frames is charged to it
     * together, and to the groups around it.
     */
    public ArenaSettings withGroup(TagGroup group) {
        return new ArenaSettings(
                firstChunkBytes, largestChunkBytes, alignment, limit, quietFrames, group);
    }
}
