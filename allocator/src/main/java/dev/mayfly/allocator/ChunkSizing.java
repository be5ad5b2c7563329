package dev.mayfly.allocator;

/**
 * How large the first chunk of the next frame is, and how large the chunk after one is.
 *
 * <p>A frame that needed more than its first chunk raises the size to what it needed, so that the
 * next one like it needs a single chunk. Every {@link #REVIEW_FRAMES} frames the size comes down to
 * the most that any of them needed, where that is less than half. Between these a steady load
 * changes nothing.
 */
final class ChunkSizing {

    /** The size of a first chunk, in bytes, where nothing is known of the load. */
    static final long FIRST_BYTES = 64L << 10;

    /** Where the doubling from one chunk to the next stops, in bytes. */
    static final long LARGEST_BYTES = 1L << 20;

    /** After how many frames the size is looked at again; a power of two. */
    static final int REVIEW_FRAMES = 256;

    private long firstBytes = FIRST_BYTES;
    private long framePeak;
    private long recentPeak;

    long firstBytes() {
        return firstBytes;
    }

    static long after(long chunkBytes) {
        return Math.clamp(chunkBytes * 2, FIRST_BYTES, LARGEST_BYTES);
    }

    /** Takes note of how many bytes of chunks the frame needs, as it gives some back. */
    void needed(long bytes) {
        if (bytes > recentPeak && bytes > framePeak) {
            framePeak = bytes;
        }
    }

    /** Whether the frame that ends now, the given one, can change anything. */
    boolean hasNews(long frame) {
        return framePeak != 0 || (frame & REVIEW_FRAMES - 1) == 0;
    }

    /**
     * Ends a frame, the given one; returns whether the next one should start with another chunk.
     */
    boolean endFrame(long frame) {
        recentPeak = Math.max(recentPeak, framePeak);
        framePeak = 0;
        boolean grown = recentPeak > firstBytes;
        if (grown) {
            firstBytes = rounded(recentPeak);
        }
        return ((frame & REVIEW_FRAMES - 1) == 0 && review()) || grown;
    }

    private boolean review() {
        long enough = rounded(recentPeak);
        boolean shrunk = enough < firstBytes / 2;
        if (shrunk) {
            firstBytes = enough;
        }
        recentPeak = 0;
        return shrunk;
    }

    private static long rounded(long bytes) {
        if (bytes <= FIRST_BYTES) {
            return FIRST_BYTES;
        }
        return bytes <= LARGEST_BYTES
                ? Long.highestOneBit(bytes - 1) << 1
                : Math.ceilDiv(bytes, LARGEST_BYTES) * LARGEST_BYTES;
    }
}
