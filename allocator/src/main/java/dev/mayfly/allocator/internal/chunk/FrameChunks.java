package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of an arena's open frame, and the one that waits for the next frame.
 *
 * <p>How it works: the chunks that slices are bumped from stand in a row, each larger than the one
 * before ({@link ChunkSizing}), and one of them is current; a scope that ends makes an earlier one
 * current again, and the later ones stay for the next scope of the frame. Requests larger than the
 * next chunk would be have one each, aside, which goes with the scope. A frame that ends leaves its
 * one chunk on the arena's {@link Shelf} in the store, unless the next one should start with
 * another; where nobody else has wanted it until then, the next frame begins with it.
 */
final class FrameChunks {

    private static final int NONE = -1;

    private final ChunkStore store;
    private final Shelf shelf;
    private final ChunkSizing sizing;
    private final List<Chunk> row = new ArrayList<>();
    private final List<Chunk> aside = new ArrayList<>();
    private int current = NONE;

    /** Whether the one chunk is on the shelf, if nobody has taken it. */
    private boolean isLeft;

    /** Whether somebody has, and there was no other from the store since. */
    private boolean lacksChunk;

    private long asideBytes;

    /** Bytes of the chunks before the current one. */
    private long filledBytes;

    FrameChunks(ChunkStore store, ChunkSizing sizing) {
        this.store = store;
        this.shelf = store.newShelf();
        this.sizing = sizing;
    }

    /** Whether the chunk has to be {@linkplain #takeBack taken back} before it is used. */
    boolean isLeft() {
        return isLeft;
    }

    /** Leaves the one chunk of a frame that has ended, if there is one, to whoever wants it. */
    void leave() {
        if (current != NONE) {
            isLeft = true;
            shelf.leave(row.getFirst());
        }
    }

    /** Takes the chunk back that was left; false where somebody has it, and there is none then. */
    boolean takeBack() {
        isLeft = false;
        if (shelf.takeBack()) {
            return true;
        }
        lacksChunk = true;
        // Somebody else's: at rest there is that one and no other.
        forget();
        return false;
    }

    /** The number of the current chunk in the row; below zero where there is none. */
    int currentIndex() {
        return current;
    }

    /** The chunk that slices are bumped from; null for none. */
    @Nullable Chunk current() {
        return current == NONE ? null : row.get(current);
    }

    /** Bytes of the chunks before the current one, and of those aside. */
    long bytesBefore() {
        return filledBytes + asideBytes;
    }

    /** Bytes of the chunks aside. */
    long asideBytes() {
        return asideBytes;
    }

    /** Whether the frame needed more than its first chunk. */
    boolean isOutgrown() {
        return current > 0 || asideBytes != 0;
    }

    /** Whether there are more chunks than the one that a frame begins with. */
    boolean areSeveral() {
        return row.size() > 1;
    }

    /** Makes the chunk after the current one current, a new one if need be. */
    void advance(long alignment) {
        int next = current + 1;
        if (next == row.size()) {
            long bytes = nextBytes();
            row.add(
                    lacksChunk
                            ? store.takeFromNoShelf(bytes, alignment)
                            : store.take(bytes, alignment));
            lacksChunk = false;
        }
        goTo(next);
    }

    /** Makes the chunk of that number current; returns false where there is none. */
    boolean goTo(int index) {
        if (index >= row.size()) {
            return false;
        }
        while (current < index) {
            filledBytes += current == NONE ? 0 : row.get(current).size();
            current++;
        }
        while (current > index) {
            current--;
            filledBytes -= row.get(current).size();
        }
        return true;
    }

    /** Whether a request of so many bytes is served by the next chunk of the row. */
    boolean fitsNext(long bytes, long alignment) {
        int next = current + 1;
        return bytes <= nextBytes()
                && (next == row.size()
                        || row.get(next).isAlignedTo(Math.min(alignment, Chunk.ALIGNMENT)));
    }

    private long nextBytes() {
        int next = current + 1;
        if (next < row.size()) {
            return row.get(next).size();
        }
        return next == 0 ? sizing.firstBytes() : sizing.after(row.get(current).size());
    }

    /** Takes a chunk for one request alone. */
    Chunk takeAside(long bytes, long alignment) {
        Chunk own = store.take(bytes, alignment);
        aside.add(own);
        asideBytes += own.size();
        return own;
    }

    /** Gives back the chunks aside that were taken when there were more than {@code keptBytes}. */
    void giveAsideBack(long keptBytes) {
        while (asideBytes > keptBytes) {
            Chunk last = aside.removeLast();
            asideBytes -= last.size();
            store.give(last);
        }
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

    private void forget() {
        row.clear();
        aside.clear();
        shelf.forget();
        asideBytes = 0;
        current = NONE;
        filledBytes = 0;
    }

    /** Takes the shelf away, for an arena that is of no more use. */
    void retire() {
        store.remove(shelf);
    }
}
