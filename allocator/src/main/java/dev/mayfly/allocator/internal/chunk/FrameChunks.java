package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of an arena's open frame, and the one that waits for the next frame.
 *
 * <p>How it works: the chunks that slices are bumped from stand in a row, each larger than the one
 * before ({@link ChunkSizing}); which of them is current is the {@link NativeStack}'s to know.
 * Those that a scope does not need any more stay for the next scope of the frame. Requests larger
 * than the next chunk would be have one each, aside. A frame that ends leaves its one chunk on the
 * arena's {@link Shelf} in the store, unless the next one should start with another; where nobody
 * else has wanted it until then, the next frame begins with it.
 */
final class FrameChunks {

    private final ChunkStore store;
    private final Shelf shelf;
    private final ChunkSizing sizing;
    private final List<Chunk> row = new ArrayList<>();
    private final List<Chunk> aside = new ArrayList<>();

    /** Whether somebody took the chunk that was left, and there was no other since. */
    private boolean lacksChunk;

    FrameChunks(ChunkStore store, ChunkSizing sizing) {
        this.store = store;
        this.shelf = store.newShelf();
        this.sizing = sizing;
    }

    /** Leaves the one chunk of a frame that has ended, if there is one, to whoever wants it. */
    void leave() {
        shelf.leave(row.isEmpty() ? null : row.getFirst());
    }

    /** Gives the chunk that was left back to the source, if it is there; on any thread. */
    long letGoOfLeft() {
        return store.letGo(shelf);
    }

    /** Where this is left between frames. */
    Shelf shelf() {
        return shelf;
    }

    /** Takes back what was left; false where somebody has the chunk, and there is none then. */
    boolean takeBack() {
        if (shelf.takeBack()) {
            return true;
        }
        lacksChunk = true;
        // Somebody else's: at rest there is that one and no other.
        forget();
        return false;
    }

    /** How many are in the row. */
    int count() {
        return row.size();
    }

    /** The chunk at that place of the row. */
    Chunk at(int place) {
        return row.get(place);
    }

    /**
     * The chunk at that place of the row, which may be the first behind it; then it is a new one.
     */
    Chunk provide(int place, long alignment) {
        if (place == row.size()) {
            long bytes = bytesAt(place);
            row.add(
                    lacksChunk
                            ? store.takeFromNoShelf(bytes, alignment)
                            : store.take(bytes, alignment));
            lacksChunk = false;
        }
        return row.get(place);
    }

    /** Whether a request of so many bytes is served by the chunk at that place of the row. */
    boolean fits(long bytes, long alignment, int place) {
        return bytes <= bytesAt(place)
                && (place == row.size()
                        || row.get(place).isAlignedTo(Math.min(alignment, Chunk.ALIGNMENT)));
    }

    private long bytesAt(int place) {
        if (place < row.size()) {
            return row.get(place).size();
        }
        return place == 0 ? sizing.firstBytes() : sizing.after(row.get(place - 1).size());
    }

    /** Takes a chunk for one request alone. */
    Chunk takeAside(long bytes, long alignment) {
        Chunk own = store.take(bytes, alignment);
        aside.add(own);
        return own;
    }

    /** Gives the chunk back that was taken aside last; returns its size. */
    long giveLastAsideBack() {
        Chunk last = aside.removeLast();
        store.give(last);
        return last.size();
    }

    /** Gives all back to the store. */
    void giveAllBack() {
        row.forEach(store::give);
        aside.forEach(store::give);
        forget();
    }

    /** In paranoid, holds all back; returns what was found overwritten of those held before. */
    @Nullable String holdAllBack(SliceGuards guards) {
        String damage = guards.holdBack(row, aside, store);
        forget();
        return damage;
    }

    /** Whether all was left on the shelf, as no frame is open. */
    boolean isLeft() {
        return shelf.isLeft();
    }

    /**
     * Has what a frame took that nobody can end go back to the store once nobody has a slice of it,
     * and something done after the last of that; lets go of it. Not what may be seen without
     * leading to its witness.
     *
     * @return how many bytes stay
     */
    long giveWhenUnseen(Runnable then) {
        List<Chunk> all = new ArrayList<>(row);
        all.addAll(aside);
        forget();
        long kept = 0;
        List<Chunk> later = new ArrayList<>();
        for (Chunk chunk : all) {
            if (chunk.entry().isShownAlone) {
                kept += chunk.size();
            } else {
                later.add(chunk);
            }
        }
        ChunkStore.giveWhenUnseen(store, later, kept == 0 ? then : () -> {});
        return kept;
    }

    /** Bytes of all chunks. */
    long bytes() {
        return row.stream().mapToLong(Chunk::size).sum()
                + aside.stream().mapToLong(Chunk::size).sum();
    }

    private void forget() {
        row.clear();
        aside.clear();
        shelf.forget();
    }

    /** Takes the shelf away, for an arena that is of no more use. */
    void retire() {
        store.remove(shelf);
    }
}
