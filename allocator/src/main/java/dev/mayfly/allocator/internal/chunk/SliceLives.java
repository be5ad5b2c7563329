package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * From checked on, what the slices of one scope are seen through, so that they end with it: one
 * {@link Arena} for those of the thread alone, and one for those that other threads may use. Each
 * is made when it is first needed.
 */
final class SliceLives {

    /** Lives that could not be ended, and are tried again. */
    static final class Kept {
        private final List<Arena> arenas = new ArrayList<>();

        /** Whether one was added since this was asked last. */
        private boolean hasNew;

        private void endOrKeep(Arena life) {
            if (!ends(life)) {
                arenas.add(life);
                hasNew = true;
            }
        }

        /** Ends those whose use is over. */
        void endWhatCan() {
            arenas.removeIf(Kept::ends);
        }

        boolean takeNew() {
            boolean had = hasNew;
            hasNew = false;
            return had;
        }

        private static boolean ends(Arena life) {
            try {
                life.close();
                return true;
            } catch (IllegalStateException inUse) {
                return false; // By native code, or a channel, on another thread.
            }
        }
    }

    private final Supplier<Arena> lifetimes;

    /** Where the chunks are from. */
    private final ChunkStore store;

    /** What is shown through {@link #own}, once for each view. */
    private final List<Chunk> shown = new ArrayList<>();

    private @Nullable Arena own;
    private @Nullable Arena shared;

    /** What was seen last through {@link #own}. */
    private @Nullable Chunk last;

    SliceLives(Supplier<Arena> lifetimes, ChunkStore store) {
        this.lifetimes = lifetimes;
        this.store = store;
    }

    /** A view for the thread that takes slices. */
    MemorySegment view(Chunk chunk) {
        last = chunk;
        if (!endsWithViews(chunk)) {
            return chunk.segment();
        }
        Arena through = own;
        if (through == null) {
            through = lifetimes.get();
            own = through;
        }
        MemorySegment view = chunk.view(through, store);
        shown.add(chunk);
        return view;
    }

    /** A view for any thread of what {@link #view} showed last. */
    MemorySegment sharedView() {
        Chunk chunk = Objects.requireNonNull(last);
        if (!endsWithViews(chunk)) {
            return chunk.segment();
        }
        Arena through = shared;
        if (through == null) {
            through = Arena.ofShared();
            shared = through;
        }
        return chunk.view(through, store);
    }

    /** The JDK has no view that ends of an array on the heap: of one there the chunk is shown. */
    private static boolean endsWithViews(Chunk chunk) {
        return chunk.segment().isNative();
    }

    /**
     * Ends all slices where the thread that took them has died. If no other thread could use its
     * own ones, none can end them either; then their chunks are let go of.
     */
    void abandon(Kept kept) {
        Arena left = own;
        own = null;
        if (left != null && isLeftByTheDead(left, kept)) {
            shown.forEach(chunk -> chunk.endView(store));
        }
        end(kept);
    }

    /** Ends it, if this thread may; true where only the thread that has died could. */
    private static boolean isLeftByTheDead(Arena life, Kept kept) {
        try {
            kept.endOrKeep(life);
            return false;
        } catch (WrongThreadException confined) {
            return true;
        }
    }

    /** Ends all slices; those that somebody is using are noted in {@code kept}. */
    void end(Kept kept) {
        if (own != null) {
            kept.endOrKeep(own);
        }
        if (shared != null) {
            kept.endOrKeep(shared);
        }
    }
}
