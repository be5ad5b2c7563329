package dev.mayfly.ecs;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What the workers of a loop emit of one type of events, each into a part of its own. Within a part
 * events ascend by the chunk that emitted them, so merging is taking from the part whose next chunk
 * is lowest.
 */
final class EventParts<T> {

    /** By worker; null for one that has not emitted yet. */
    private @Nullable FrameEvents<T>[] parts = none();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable FrameEvents<T>[] none() {
        return new FrameEvents[0];
    }

    /** Makes room for the parts of this many workers. */
    void ensureWorkers(int workers) {
        if (parts.length < workers) {
            parts = Arrays.copyOf(parts, workers);
        }
    }

    boolean hasWorker(int worker) {
        return worker < parts.length;
    }

    /** The part of a worker; null if it has none. */
    @Nullable FrameEvents<T> get(int worker) {
        return hasWorker(worker) ? parts[worker] : null;
    }

    void set(int worker, FrameEvents<T> part) {
        parts[worker] = part;
    }

    /** The part whose first event is of the lowest chunk; null if all are empty. */
    @Nullable FrameEvents<T> first() {
        FrameEvents<T> first = null;
        int lowest = FrameEvents.NO_CHUNK;
        for (FrameEvents<T> part : parts) {
            if (part != null && part.firstChunk() < lowest) {
                first = part;
                lowest = part.firstChunk();
            }
        }
        return first;
    }

    /** Ends all that they hold. */
    void drop() {
        for (FrameEvents<T> part : parts) {
            if (part != null) {
                part.dropAll();
            }
        }
    }
}
