package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.SizeClasses;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;

/**
 * The buffers that one arena has too many of and another may lack: where a transfer leaves the
 * receiver with a buffer more than it hands out, and the sender with one less.
 *
 * <p>Arenas come here from their slow paths and for transfers, so a lock is enough. The buffers are
 * expired. What would take them over {@link #RETAINED_BYTES} is left to the garbage collector, and
 * so is, when the arenas have had their quiet frames, what nobody has wanted meanwhile.
 */
final class Surplus {

    /** How much is kept for the next taker, in bytes. */
    static final long RETAINED_BYTES = 16L << 20;

    private static final RackType[] TYPES = RackType.values();

    /** What waits in one size class, and the fewest that have waited since the last review. */
    private static final class Waiting {
        final ArrayDeque<Parcel<?>> parcels = new ArrayDeque<>();
        int fewest;
    }

    /** By size class; an array, because a map would box its keys. */
    private final Map<RackType, @Nullable Waiting[]> classes = new EnumMap<>(RackType.class);

    private long bytes;

    /** A buffer to use, or null; the taker becomes its origin. */
    @Nullable BufferHandle take(RackType type, int sizeClass) {
        Parcel<?> parcel = takeParcel(type, sizeClass);
        return parcel == null ? null : parcel.content;
    }

    /** A parcel around a spare buffer, to send something in, or null. */
    synchronized @Nullable Parcel<?> takeParcel(RackType type, int sizeClass) {
        @Nullable Waiting[] ofType = classes.get(type);
        Waiting waiting = ofType == null ? null : ofType[sizeClass];
        if (waiting == null || waiting.parcels.isEmpty()) {
            return null;
        }
        Parcel<?> parcel = waiting.parcels.removeLast();
        waiting.fewest = Math.min(waiting.fewest, waiting.parcels.size());
        bytes -= parcel.storageBytes();
        return parcel;
    }

    /** Takes a parcel whose content is expired and used by nobody. */
    synchronized void give(Parcel<?> parcel) {
        long size = parcel.storageBytes();
        if (Safety.PARANOID || bytes + size > RETAINED_BYTES) {
            return;
        }
        provide(parcel.type, parcel.sizeClass()).parcels.addLast(parcel);
        bytes += size;
    }

    private Waiting provide(RackType type, int sizeClass) {
        @Nullable Waiting[] ofType =
                classes.computeIfAbsent(type, any -> new @Nullable Waiting[SizeClasses.COUNT]);
        Waiting waiting = ofType[sizeClass];
        if (waiting == null) {
            waiting = new Waiting();
            ofType[sizeClass] = waiting;
        }
        return waiting;
    }

    /** Lets go of what nobody has wanted since the last review. */
    synchronized void review() {
        // Not through the map's values, whose iterator would be garbage of a frame.
        for (RackType type : TYPES) {
            @Nullable Waiting[] ofType = classes.get(type);
            if (ofType == null) {
                continue;
            }
            for (Waiting waiting : ofType) {
                if (waiting != null) {
                    review(waiting);
                }
            }
        }
    }

    private void review(Waiting waiting) {
        for (int i = 0; i < waiting.fewest; i++) {
            bytes -= waiting.parcels.removeFirst().storageBytes();
        }
        waiting.fewest = waiting.parcels.size();
    }

    /** Lets go of all; returns how many bytes that was. */
    synchronized long letGo() {
        long had = bytes;
        classes.clear();
        bytes = 0;
        return had;
    }

    /** Bytes that wait for the next taker. */
    synchronized long bytes() {
        return bytes;
    }
}
