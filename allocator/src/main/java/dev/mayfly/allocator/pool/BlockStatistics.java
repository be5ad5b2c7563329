package dev.mayfly.allocator.pool;

/**
 * What a {@link BlockPool} has done in one size class, or in several, up to the moment when this
 * was read.
 *
 * <p>Threads go on while it is read: what was seen returned was seen taken, and that is all that
 * ties the numbers together.
 *
 * @param blockBytes the size of the class, in bytes; 0 where blocks of several sizes are added up
 * @param taken blocks taken
 * @param returned blocks returned
 * @param peakLive a bound on how many blocks were live at once: exact where one thread takes and
 *     returns them all; otherwise never too small, and too large by no more than what threads keep
 *     at hand
 * @param takenBytes bytes of the blocks taken, by the size of their class
 * @param returnedBytes bytes of the blocks returned, by the size of their class
 * @param peakLiveBytes as {@code peakLive}, in bytes
 * @param requestedBytes bytes that were asked for when the blocks were taken
 * @param heldBytes bytes of native memory that the class has now, in use or not
 */
public record BlockStatistics(
        int blockBytes,
        long taken,
        long returned,
        long peakLive,
        long takenBytes,
        long returnedBytes,
        long peakLiveBytes,
        long requestedBytes,
        long heldBytes) {

    static BlockStatistics none() {
        return new BlockStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Blocks taken and not returned. */
    public long live() {
        return taken - returned;
    }

    /** Bytes of the blocks taken and not returned, by the size of their class. */
    public long liveBytes() {
        return takenBytes - returnedBytes;
    }

    /**
     * The share of the bytes taken that nobody asked for: what rounding up to a size class costs. 0
     * to 1; 0 if nothing was taken.
     */
    public double internalFragmentation() {
        return takenBytes == 0 ? 0 : 1 - (double) requestedBytes / takenBytes;
    }

    /** The share of the native memory held that is in no live block. 0 to 1; 0 if none is held. */
    public double externalFragmentation() {
        return heldBytes == 0 ? 0 : Math.max(0, 1 - (double) liveBytes() / heldBytes);
    }

    /** The sum of both; its peak is a bound, as the two may not have peaked at the same time. */
    BlockStatistics plus(BlockStatistics other) {
        return new BlockStatistics(
                0,
                taken + other.taken,
                returned + other.returned,
                peakLive + other.peakLive,
                takenBytes + other.takenBytes,
                returnedBytes + other.returnedBytes,
                peakLiveBytes + other.peakLiveBytes,
                requestedBytes + other.requestedBytes,
                heldBytes + other.heldBytes);
    }

    BlockStatistics afterTake(long bytes, long chunkBytes) {
        return new BlockStatistics(
                0,
                taken + 1,
                returned,
                Math.max(peakLive, live() + 1),
                takenBytes + bytes,
                returnedBytes,
                Math.max(peakLiveBytes, liveBytes() + bytes),
                requestedBytes + bytes,
                heldBytes + chunkBytes);
    }

    BlockStatistics afterReturn(long bytes, long chunkBytes) {
        return new BlockStatistics(
                0,
                taken,
                returned + 1,
                peakLive,
                takenBytes,
                returnedBytes + bytes,
                peakLiveBytes,
                requestedBytes,
                heldBytes - chunkBytes);
    }

    /** With the memory gone, and the counts as they are. */
    BlockStatistics afterClose() {
        return new BlockStatistics(
                blockBytes,
                taken,
                returned,
                peakLive,
                takenBytes,
                returnedBytes,
                peakLiveBytes,
                requestedBytes,
                0);
    }
}
