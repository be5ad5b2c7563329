package dev.mayfly.allocator.internal.chunk;

/**
 * How large the first chunk of the next frame is, and how large the chunk after one is.
 *
 * <p>A frame that needed more than its first chunk raises the size to what it needed, so that the
 * next one like it needs a single chunk. Every so many quiet frames the size comes down to the most
 * that any of them needed, where that is less than half. Between these a steady load changes
 * nothing.
 */
public final class ChunkSizing {

    private final long leastBytes;
    private final long mostBytes;
    private final int quietFrames;

    private long firstBytes;
    private long framePeak;
    private long recentPeak;
    private long reviewAt;

    /**
     * Sizes from {@code leastBytes} on.
     *
     * @param mostBytes where the doubling stops
     * @param quietFrames after how many frames the sizes are looked at
     */
    public ChunkSizing(long leastBytes, long mostBytes, int quietFrames) {
        this.leastBytes = leastBytes;
        this.mostBytes = mostBytes;
        this.quietFrames = quietFrames;
        this.firstBytes = leastBytes;
        this.reviewAt = quietFrames;
    }

    long firstBytes() {
        return firstBytes;
    }

    public long after(long chunkBytes) {
        return Math.clamp(chunkBytes * 2, leastBytes, mostBytes);
    }

    /** Takes note of how many bytes of chunks the frame needs, as it gives some back. */
    void needed(long bytes) {
        if (bytes > recentPeak && bytes > framePeak) {
            framePeak = bytes;
        }
    }

    /** Whether the frame that ends now, the given one, can change anything. */
    boolean hasNews(long frame) {
        return framePeak != 0 || frame == reviewAt;
    }

    /** Whether the frame that ends now, the given one, is the last of a run of quiet frames. */
    boolean isReview(long frame) {
        return frame == reviewAt;
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
        boolean shrunk = false;
        if (isReview(frame)) {
            shrunk = review();
        }
        return shrunk || grown;
    }

    private boolean review() {
        long enough = rounded(recentPeak);
        boolean shrunk = enough < firstBytes / 2;
        if (shrunk) {
            firstBytes = enough;
        }
        recentPeak = 0;
        reviewAt += quietFrames;
        return shrunk;
    }

    /** Starts over with the least: what was needed once is no guide any more. */
    void forget() {
        firstBytes = leastBytes;
        recentPeak = 0;
    }

    private long rounded(long bytes) {
        if (bytes <= leastBytes) {
            return leastBytes;
        }
        return bytes <= mostBytes
                ? Math.min(Long.highestOneBit(bytes - 1) << 1, mostBytes)
                : Math.ceilDiv(bytes, mostBytes) * mostBytes;
    }
}
