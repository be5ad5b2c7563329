package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.internal.Unclosed;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
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
 * a segment of the chunk itself, as slices are in standard: it keeps the lifetime of the chunk
 * alone, and the JDK has no way to ask who else does.
 *
 * <p>Why what is done when a store is dropped is safe: chunks that were at rest, in store or on the
 * shelf of an arena between two frames, are shown by nothing that is valid, and are given back.
 * Chunks that an open frame has taken may still be seen through a slice that somebody kept. They
 * stay, for good, and the log has how many bytes. From checked on slices are views, and there a
 * chunk knows when nobody has one of its views any more. A pool's are given back all the same: a
 * block is used through its {@link dev.mayfly.allocator.pool.Block}, which refers to the store, and
 * who kept its segment alone gets an exception of the JDK where the memory has a lifetime. Where it
 * has none it stays.
 *
 * <p>Nothing here may refer to the store, or to what refers to it. The store's lock is held around
 * each use; when the store is dropped nobody is left to take it.
 */
final class ChunkBooks implements Unclosed.Remains {

    /** By the size that the source was asked for. */
    final TreeMap<Long, Set<Chunk>> free = new TreeMap<>();

    final Set<Chunk> taken = identitySet();
    final Set<Shelf> shelves = ConcurrentHashMap.newKeySet();

    /** Whether what is taken may be shown by a segment alone. */
    private final boolean segmentsLast;

    /** What was not given back, and why. */
    private String failures = "";

    ChunkBooks(boolean segmentsLast) {
        this.segmentsLast = segmentsLast;
    }

    static Set<Chunk> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public @Nullable String giveBack() {
        List<Chunk> atRest = new ArrayList<>();
        free.values().forEach(atRest::addAll);
        for (Shelf shelf : shelves) {
            Chunk left = shelf.take();
            if (left != null && taken.remove(left)) {
                atRest.add(left);
            }
        }
        long given = 0;
        long kept = 0;
        for (Chunk chunk : atRest) {
            given += give(chunk);
        }
        for (Chunk chunk : taken) {
            if (chunk.isHeldBack() || chunk.isUnseen() || (!segmentsLast && ends(chunk))) {
                given += give(chunk);
            } else {
                kept += chunk.size();
            }
        }
        if (given == 0 && kept == 0 && failures.isEmpty()) {
            return null;
        }
        return given
                + " bytes of native memory were given back"
                + (kept == 0
                        ? ""
                        : ", and "
                                + kept
                                + " bytes stay taken for good, as something that was taken may"
                                + " still be used")
                + failures;
    }

    private long give(Chunk chunk) {
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

    /** Whether touching the memory throws once it was given back. */
    private static boolean ends(Chunk chunk) {
        return !chunk.segment().scope().equals(Arena.global().scope());
    }
}
