package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/**
 * Buffers of rows that were promoted and closed, by whichever thread, and wait to be handed out
 * again by the {@link FrameRows} that they are from. What nobody has wanted between two reviews is
 * let go of.
 */
final class ReturnedRows {

    private final ArrayDeque<SoaBuffer> waiting = new ArrayDeque<>();

    /** The fewest that have waited since the last review. */
    private int fewest;

    /** Whether nothing will be handed out any more. */
    private boolean retired;

    /** Ends a buffer and keeps it, with its storage, for the next taker. */
    synchronized void give(SoaBuffer closed) {
        closed.endOfScope();
        if (retired || Safety.PARANOID) {
            closed.dropStorage();
        } else {
            waiting.addLast(closed);
        }
    }

    /** One that has ended, or null. */
    synchronized @Nullable SoaBuffer take() {
        SoaBuffer taken = waiting.pollLast();
        fewest = Math.min(fewest, waiting.size());
        return taken;
    }

    /** Lets go of what nobody has wanted since the last review. */
    synchronized void review() {
        for (int i = 0; i < fewest; i++) {
            waiting.removeFirst().dropStorage();
        }
        fewest = waiting.size();
    }

    /** Lets go of all that wait, and of what is given later. */
    synchronized void retire() {
        retired = true;
        letGo();
    }

    /** Lets go of all that wait; returns how many bytes that was. */
    synchronized long letGo() {
        long bytes = 0;
        while (!waiting.isEmpty()) {
            SoaBuffer closed = waiting.removeFirst();
            bytes += closed.storageBytes();
            closed.dropStorage();
        }
        fewest = 0;
        return bytes;
    }
}
