package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.Site;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Paranoid only: canaries around native slices, poison in them, and a quarantine for what was
 * released.
 *
 * <p>How it works: a slice stands between two canaries of {@link #BYTES} bytes and is filled with
 * {@link #POISON} when it is taken. At the end of its scope the canaries are compared, and slice
 * and canaries are filled with poison. The chunks of a frame that has ended are held back for
 * {@link #FRAMES_HELD} further frames; then the poison is compared, and a byte that differs was
 * written after the end, by native code or the GPU: Java code is stopped by the closed view before
 * it can.
 */
public final class SliceGuards {

    /** The size of a canary; a cache line, so that it does not cost a slice its alignment. */
    static final long BYTES = 64;

    /** What released and uninitialized bytes hold. */
    public static final byte POISON = (byte) 0xDB;

    public static final int FRAMES_HELD = 2;

    private static final byte CANARY = (byte) 0xCA;

    /** A slice with its canaries, as raw memory, and where it was taken. */
    private record Guarded(MemorySegment whole, long size, @Nullable String site) {

        /**
         * Whether the allocator still has the memory; it may close while another thread is in a
         * frame.
         */
        boolean isThere() {
            return whole.scope().isAlive();
        }

        @Nullable String brokenCanary() {
            if (differs(whole.asSlice(0, BYTES), CANARY)) {
                return "Bytes before a native slice of " + size + " bytes were overwritten.";
            }
            return differs(whole.asSlice(BYTES + size, BYTES), CANARY)
                    ? "Bytes behind a native slice of " + size + " bytes were overwritten."
                    : null;
        }

        @Nullable String brokenPoison() {
            return differs(whole, POISON)
                    ? "A native slice of "
                            + size
                            + " bytes was written to after its scope had ended."
                    : null;
        }
    }

    /** What a frame leaves behind. */
    private record Held(List<Chunk> chunks, List<Guarded> slices) {}

    private final List<Guarded> live = new ArrayList<>();
    private final List<Guarded> released = new ArrayList<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    int count() {
        return live.size();
    }

    void protect(MemorySegment chunk, long offset, long size) {
        MemorySegment whole = chunk.asSlice(offset - BYTES, size + 2 * BYTES);
        whole.fill(CANARY);
        whole.asSlice(BYTES, size).fill(POISON);
        live.add(new Guarded(whole, size, Site.ofCaller()));
    }

    /** Verifies and poisons all but the first {@code keep}; returns what was found overwritten. */
    @Nullable String release(int keep) {
        String damage = null;
        while (live.size() > keep) {
            Guarded slice = live.removeLast();
            if (slice.isThere()) {
                damage = firstOf(damage, slice.brokenCanary(), slice);
                slice.whole().fill(POISON);
                released.add(slice);
            }
        }
        return damage;
    }

    /** Forgets the slices of a frame whose owner died in it; their chunks are given back unread. */
    void abandon() {
        live.clear();
        released.clear();
    }

    /** Holds a frame's chunks back, and gives those that were held long enough to the store. */
    @Nullable String holdBack(List<Chunk> chunks, List<Chunk> large, ChunkStore store) {
        List<Chunk> all = new ArrayList<>(chunks);
        all.addAll(large);
        all.forEach(chunk -> chunk.holdBack(true));
        held.addLast(new Held(all, new ArrayList<>(released)));
        released.clear();
        String damage = null;
        while (held.size() > FRAMES_HELD) {
            Held leaving = held.removeFirst();
            for (Guarded slice : leaving.slices()) {
                if (slice.isThere()) {
                    damage = firstOf(damage, slice.brokenPoison(), slice);
                }
            }
            give(leaving, store);
        }
        return damage;
    }

    /** Gives everything that is held back to the store, unread. */
    public void letGo(ChunkStore store) {
        held.forEach(left -> give(left, store));
        held.clear();
    }

    private static void give(Held left, ChunkStore store) {
        for (Chunk chunk : left.chunks()) {
            chunk.holdBack(false);
            store.give(chunk);
        }
    }

    private static @Nullable String firstOf(
            @Nullable String earlier, @Nullable String found, Guarded slice) {
        return earlier != null || found == null ? earlier : found + Site.sentence(slice.site());
    }

    private static boolean differs(MemorySegment bytes, byte expected) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, i) != expected) {
                return true;
            }
        }
        return false;
    }
}
