package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.internal.Unclosed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which chunks a {@link ChunkStore} has, and who gives them back when the store is dropped.
 *
 * <p>How it works: everything that may still take from a store, end what was taken or show it
 * through a view refers to the store: arenas, their scopes and buffers, promotions, blocks, and
 * from checked on each slice, as its life has to tell the store that it has ended. What does not is
 * a part of a chunk itself, as slices are in standard. That leads to the witness of the {@link
 * Chunk}, where the program may use restricted methods; where it may not, it keeps the lifetime of
 * the source's memory alone, and the JDK has no way to ask who else does.
 *
 * <p>Why what is done when a store is dropped is safe: chunks that were at rest, in store or on the
 * shelf of an arena between two frames, are shown by nothing that is valid, and are given back.
 * Chunks that an open frame has taken may still be seen through a slice that somebody kept. They
 * are given back when nobody has their witness; those that may be seen without it stay, for good.
 * The log has how many bytes. A pool's are given back all the same: a block is used through its
 * {@link dev.mayfly.allocator.pool.Block}, which refers to the store, and who kept its segment
 * alone gets an exception of the JDK where the memory has a lifetime. Where it has none it stays.
 *
 * <p>Nothing here may refer to the store, or to what refers to it. The store's lock is held around
 * each use; when the store is dropped nobody is left to take it.
 */
final class ChunkBooks implements Unclosed.Remains {

    /** By the size that the source was asked for. */
    final TreeMap<Long, Set<Chunk>> free = new TreeMap<>();

    final Set<ChunkEntry> taken = identitySet();
    final Set<Shelf> shelves = ConcurrentHashMap.newKeySet();

    /** Whether what is taken may be shown by a segment alone. */
    private final boolean segmentsLast;

    /** What was not given back, and why. */
    private String failures = "";

    ChunkBooks(boolean segmentsLast) {
        this.segmentsLast = segmentsLast;
    }

    static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public @Nullable String giveBack() {
        List<ChunkEntry> atRest = new ArrayList<>();
        free.values().forEach(all -> all.forEach(chunk -> atRest.add(chunk.entry())));
        for (Shelf shelf : shelves) {
            Chunk left = shelf.take();
            if (left != null && taken.remove(left.entry())) {
                atRest.add(left.entry());
            }
        }
        // They have the chunks of open frames, too, and this is kept until the last is given back.
        shelves.clear();
        long given = 0;
        long later = 0;
        long kept = 0;
        for (ChunkEntry entry : atRest) {
            given += give(entry);
        }
        for (ChunkEntry entry : taken) {
            if (entry.isHeldBack || entry.isUnseen() || (!segmentsLast && entry.ends())) {
                given += give(entry);
            } else if (entry.isShownAlone || !segmentsLast) {
                kept += entry.size();
            } else {
                later += entry.size();
                entry.whenUnseen(() -> give(entry));
            }
        }
        if (given == 0 && later == 0 && kept == 0 && failures.isEmpty()) {
            return null;
        }
        return given
                + " bytes of native memory were given back"
                + (later == 0 ? "" : ", " + later + " will be when nobody has a slice of them")
                + (kept == 0
                        ? ""
                        : ", and "
                                + kept
                                + " bytes stay taken for good, as something that was taken may"
                                + " still be used"
                                + (segmentsLast ? "; " + NativeAccess.toKnowSegments() : ""))
                + failures;
    }

    private long give(ChunkEntry chunk) {
        long bytes = chunk.size();
        try {
            chunk.freeUnseen();
            return bytes;
        } catch (Throwable failure) { // of a source, which is the program's
            failures +=
                    ", but "
                            + bytes
                            + " bytes were not taken back by their source: "
                            + TextOf.thing(failure);
            return 0;
        }
    }
}
