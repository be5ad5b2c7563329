package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.LastResort;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.allocator.internal.Unclosed;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Where the chunks of one allocator wait between uses; shared by its arenas.
 *
 * <p>An arena comes here when a frame outgrows what the arena holds, and when its load has changed,
 * never on the path of an ordinary allocation: a lock is enough. Between frames it leaves its chunk
 * on its {@link Shelf}, which takes no lock. Free chunks are kept by the size that the source was
 * asked for, and the smallest that fits is taken, unless it is more than twice of what is wanted;
 * if there is none, one that fits from a shelf. An arena whose chunk was taken from its shelf takes
 * none from another's in return, so that arenas that run by turns do not take each other's for
 * ever. What would take the free chunks over {@link #RETAINED_BYTES} goes back to the source at
 * once; what lies on shelves does not count there.
 *
 * <p>A source that fails to take memory back does not disturb the frame that ends: the chunk stays
 * in the books as one that is taken, the failure is thrown by the next {@link #take} that needs the
 * source, and {@link #close} tries again.
 */
public final class ChunkStore {

    /** How much free memory is kept for the next taker, in bytes. */
    public static final long RETAINED_BYTES = 16L << 20;

    /** Where a chunk may come from. */
    private enum From {
        ANYWHERE,
        NO_SHELF,
        SOURCE
    }

    private final ChunkBooks books;
    private final TreeMap<Long, Set<Chunk>> free;
    private final Set<ChunkEntry> taken;
    private final Set<Shelf> shelves;
    private final MemorySource source;
    private final Supplier<String> users;

    /** Whether parts of chunks are given out by arenas, and by others of new ones. */
    private final boolean arenasShowParts;

    private final boolean newShowParts;

    /** Null for one that is never closed. */
    private final @Nullable Unclosed unclosed;

    /** Changed under the lock, and read without it. */
    private final AtomicLong takenBytes = new AtomicLong();

    private final AtomicLong freeBytes = new AtomicLong();

    /** The least that was free since the last review. */
    private long leastFree;

    private @Nullable MemorySourceException failure;
    private volatile boolean closed;

    /**
     * A store of no allocator's that takes its chunks from {@code source}, and that nobody watches
     * over: what it has is lost where it is not closed.
     */
    public ChunkStore(MemorySource source) {
        this(source, NativeLimit.PROCESS, LastResort::users, null, true);
    }

    private ChunkStore(
            MemorySource source,
            NativeLimit limit,
            Supplier<String> users,
            @Nullable String kind,
            boolean segmentsLast) {
        this.source = limit.over(source);
        this.users = users;
        this.newShowParts = segmentsLast;
        this.arenasShowParts = segmentsLast && !Safety.CHECKED;
        books = new ChunkBooks(segmentsLast);
        free = books.free;
        taken = books.taken;
        shelves = books.shelves;
        unclosed = kind == null ? null : Unclosed.watch(this, kind, books);
    }

    /**
     * A store of arenas. When it is dropped it gives back what is at rest, and the rest when nobody
     * has a slice of it.
     *
     * @param kind what is dropped then, for the log, as "a frame allocator"
     * @param limit of what it has, together with other stores
     * @param users says who uses how much, for messages; called with no lock held
     */
    public static ChunkStore ofArenas(
            String kind, MemorySource source, NativeLimit limit, Supplier<String> users) {
        return new ChunkStore(source, limit, users, kind, true);
    }

    /** A store of a pool, whose blocks refer to it. When it is dropped it gives all back. */
    public static ChunkStore ofBlocks(String kind, MemorySource source) {
        return new ChunkStore(source, NativeLimit.PROCESS, LastResort::users, kind, false);
    }

    /**
     * A chunk of at least {@code bytes} bytes, with whatever its last user left in it.
     *
     * @param alignment what slices of the chunk have to be aligned to, a power of two, in bytes;
     *     the chunk itself is aligned to that, or to {@link Chunk#ALIGNMENT} if that is less
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the source declines, also after all was let go of that
     *     nobody uses; nothing was taken then
     * @throws MemorySourceException if the source breaks its promise, or has failed to take memory
     *     back earlier; nothing was taken then
     */
    public Chunk take(long bytes, long alignment) {
        return take(bytes, alignment, From.ANYWHERE);
    }

    /** As above, but never what lies on a shelf. */
    public Chunk takeFromNoShelf(long bytes, long alignment) {
        return take(bytes, alignment, From.NO_SHELF);
    }

    private Chunk take(long bytes, long alignment, From from) {
        OutOfNativeMemoryException first;
        try {
            return takeOnce(bytes, alignment, from);
        } catch (OutOfNativeMemoryException declined) {
            requireLetGo(declined);
            first = declined;
        }
        try {
            return takeOnce(bytes, alignment, from);
        } catch (OutOfNativeMemoryException declined) {
            OutOfNativeMemoryException failure = withUsers(declined);
            failure.addSuppressed(first);
            throw failure;
        } catch (MemorySourceException failure) {
            // What a listener that was to make room has thrown is told by the first one alone.
            failure.addSuppressed(first);
            throw failure;
        }
    }

    /** Has all be let go of that nobody uses; throws where that was nothing. */
    private void requireLetGo(OutOfNativeMemoryException declined) {
        if (LastResort.letGo() == 0) {
            throw withUsers(declined);
        }
    }

    private OutOfNativeMemoryException withUsers(OutOfNativeMemoryException declined) {
        String text = users.get();
        return new OutOfNativeMemoryException(
                declined.getMessage()
                        + " In use from there: "
                        + bytes()
                        + " bytes. Largest users: "
                        + (text.isEmpty() ? "none" : text)
                        + ".");
    }

    private Chunk takeOnce(long bytes, long alignment, From from) {
        return from == From.SOURCE
                ? takeNewOnce(bytes, alignment)
                : takeAnyOnce(bytes, alignment, from == From.ANYWHERE);
    }

    private synchronized Chunk takeAnyOnce(long bytes, long alignment, boolean fromShelves) {
        requireOpen();
        long start = Math.clamp(alignment, Chunk.LEAST_ALIGNMENT, Chunk.ALIGNMENT);
        Chunk chunk = findFree(bytes, start);
        if (chunk != null) {
            forget(chunk);
        } else if (fromShelves) {
            chunk = findOnShelf(bytes, start);
        }
        if (chunk == null) {
            chunk = allocate(bytes, start, arenasShowParts);
        }
        enter(chunk.entry());
        return chunk;
    }

    /** A shelf for an arena that takes chunks from here. */
    public Shelf newShelf() {
        Shelf shelf = new Shelf();
        shelves.add(shelf);
        return shelf;
    }

    /** Forgets a shelf, on which nothing lies. */
    public void remove(Shelf shelf) {
        shelves.remove(shelf);
    }

    /**
     * A chunk of at least {@code bytes} bytes, new from the source, to be given back to it by
     * {@link #giveToSource}: touching it throws from then on, where the source gave memory with a
     * lifetime.
     *
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the source declines, also after all was let go of that
     *     nobody uses; nothing was taken then
     * @throws MemorySourceException as for {@link #take}
     */
    public Chunk takeNew(long bytes, long alignment) {
        return take(bytes, alignment, From.SOURCE);
    }

    private synchronized Chunk takeNewOnce(long bytes, long alignment) {
        requireOpen();
        Chunk chunk = allocate(bytes, alignment, newShowParts);
        enter(chunk.entry());
        return chunk;
    }

    private Chunk allocate(long bytes, long alignment, boolean showsParts) {
        throwFailure();
        Memory memory = MemorySource.take(source, bytes, alignment);
        try {
            return new Chunk(memory, bytes, showsParts);
        } catch (Throwable failure) {
            memory.giveBack();
            throw failure;
        }
    }

    /**
     * As {@link #takeNew}, for one that is given back also where it is dropped instead.
     *
     * @param kind what is dropped then, for the log
     */
    Chunk takeWatched(long bytes, long alignment, String kind) {
        Chunk chunk = takeNew(bytes, alignment);
        try {
            chunk.entry().watch(chunk.witness(), kind, this);
            return chunk;
        } catch (Throwable failure) {
            giveToSource(chunk);
            throw failure;
        }
    }

    /**
     * Gives a taken chunk back to the source. After {@link #close} this does nothing.
     *
     * @throws MemorySourceException if the source has failed to take it back; it stays in the books
     *     as one that is taken, and {@link #close} tries again
     */
    public synchronized void giveToSource(Chunk chunk) {
        ChunkEntry entry = chunk.entry();
        if (!taken.contains(entry)) {
            return;
        }
        try {
            entry.free();
        } catch (VirtualMachineError thrown) {
            throw thrown;
        } catch (Throwable thrown) { // a checked one too, from another language
            throw notTakenBack(entry, thrown);
        }
        leave(entry);
        entry.watchNoMore();
    }

    /** Gives back to the source what nobody has wanted since the last review. */
    public synchronized void review() {
        long spare = leastFree;
        while (!free.isEmpty() && free.firstKey() <= spare) {
            Chunk chunk = free.floorEntry(spare).getValue().iterator().next();
            forget(chunk);
            release(chunk.entry());
            spare -= chunk.size();
        }
        leastFree = freeBytes.get();
    }

    /** Gives back to the source all that nobody uses now; returns how many bytes that was. */
    public synchronized long letGo() {
        long bytes = 0;
        while (!free.isEmpty()) {
            Chunk chunk = free.firstEntry().getValue().iterator().next();
            bytes += chunk.size();
            forget(chunk);
            release(chunk.entry());
        }
        leastFree = 0;
        for (Shelf shelf : shelves) {
            bytes += letGo(shelf);
        }
        return bytes;
    }

    /** Gives back to the source what lies on that shelf; returns how many bytes that was. */
    synchronized long letGo(Shelf shelf) {
        Chunk chunk = closed ? null : shelf.take();
        if (chunk == null) {
            return 0;
        }
        long bytes = chunk.size();
        leave(chunk.entry());
        release(chunk.entry());
        return bytes;
    }

    /**
     * Has taken chunks that nobody can use, end or give back any more go back to the source once
     * nobody has a slice of them either, on the thread of the cleaner; and something done then. The
     * caller lets go of them.
     *
     * @param chunks none of which may be {@linkplain ChunkEntry#isShownAlone seen by others}
     * @param then done after the last; may not lead to the store
     */
    static void giveWhenUnseen(ChunkStore store, List<Chunk> chunks, Runnable then) {
        WeakReference<ChunkStore> mine = new WeakReference<>(store);
        AtomicInteger left = new AtomicInteger(chunks.size());
        for (Chunk chunk : chunks) {
            ChunkEntry entry = chunk.entry();
            entry.whenUnseen(
                    () -> {
                        ChunkStore there = mine.get(); // else its books have given it back
                        if (there != null) {
                            there.giveUnseen(entry);
                        }
                        if (left.decrementAndGet() == 0) {
                            then.run();
                        }
                    });
        }
    }

    synchronized void giveUnseen(ChunkEntry entry) {
        if (leave(entry)) {
            entry.forgetViews();
            release(entry);
        }
    }

    /** Takes back a chunk that {@link #take} gave. After {@link #close} this does nothing. */
    public synchronized void give(Chunk chunk) {
        if (closed || !leave(chunk.entry())) {
            return;
        }
        if (freeBytes.get() + chunk.size() > RETAINED_BYTES) {
            release(chunk.entry());
            return;
        }
        free.computeIfAbsent(chunk.asked(), size -> ChunkBooks.identitySet()).add(chunk);
        freeBytes.addAndGet(chunk.size());
    }

    /**
     * Frees every chunk, those in use as well; touching a slice of one throws from then on, where
     * the source gave memory with a lifetime.
     *
     * @throws MemorySourceException if the source has failed to take memory back, now or earlier;
     *     the store is closed, and closing again tries again
     */
    public synchronized void close() {
        closed = true;
        if (unclosed != null) {
            unclosed.closed();
        }
        free.values().forEach(all -> all.forEach(chunk -> taken.add(chunk.entry())));
        free.clear();
        List<ChunkEntry> all = List.copyOf(taken);
        taken.clear();
        takenBytes.set(0);
        freeBytes.set(0);
        all.forEach(this::release);
        leastFree = 0;
        throwFailure();
    }

    /** Whether {@link #close} was called; may be asked by any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Throws unless the store is open. */
    public void requireOpen() {
        if (closed) {
            throw new AllocatorClosedException(
                    "The frame allocator was closed; memory and frames can be had from an open one"
                            + " only. Close it after the last frame.");
        }
    }

    /** What the source calls itself. */
    public String source() {
        return TextOf.thing(source);
    }

    /** Bytes that arenas hold now; takes no lock. */
    public long takenBytes() {
        return Math.max(0, takenBytes.get() - bytesOnShelves());
    }

    /** Bytes that wait for the next taker, on shelves or elsewhere; takes no lock. */
    public long freeBytes() {
        return freeBytes.get() + bytesOnShelves();
    }

    /** Bytes of all chunks; takes no lock. */
    public long bytes() {
        return takenBytes.get() + freeBytes.get();
    }

    private long bytesOnShelves() {
        return closed ? 0 : shelves.stream().mapToLong(Shelf::bytes).sum();
    }

    private void enter(ChunkEntry entry) {
        if (taken.add(entry)) {
            takenBytes.addAndGet(entry.size());
        }
    }

    private boolean leave(ChunkEntry entry) {
        boolean had = taken.remove(entry);
        if (had) {
            takenBytes.addAndGet(-entry.size());
        }
        return had;
    }

    private void forget(Chunk chunk) {
        Set<Chunk> sameSize = Objects.requireNonNull(free.get(chunk.asked()));
        sameSize.remove(chunk);
        if (sameSize.isEmpty()) {
            free.remove(chunk.asked());
        }
        freeBytes.addAndGet(-chunk.size());
        leastFree = Math.min(leastFree, freeBytes.get());
    }

    private @Nullable Chunk findFree(long bytes, long alignment) {
        for (var sameSize : free.tailMap(bytes, true).entrySet()) {
            if (sameSize.getKey() / 2 > bytes) {
                break;
            }
            for (Chunk chunk : sameSize.getValue()) {
                if (chunk.isAlignedTo(alignment)) {
                    return chunk;
                }
            }
        }
        return null;
    }

    private @Nullable Chunk findOnShelf(long bytes, long alignment) {
        for (Shelf shelf : shelves) {
            Chunk chunk = shelf.takeFitting(bytes, alignment);
            if (chunk != null) {
                return chunk;
            }
        }
        return null;
    }

    /** The last view of a chunk has ended that was freed before. */
    synchronized void releaseLate(ChunkEntry entry) {
        release(entry);
    }

    /** Gives a chunk back to its source; keeps what goes wrong for {@link #throwFailure}. */
    private void release(ChunkEntry entry) {
        try {
            entry.free();
        } catch (Throwable thrown) { // what does not come back stays in the books, whatever it is
            enter(entry);
            if (failure == null) {
                failure = notTakenBack(entry, thrown);
            } else {
                Failures.joined(failure, thrown);
            }
        }
    }

    private MemorySourceException notTakenBack(ChunkEntry entry, Throwable thrown) {
        return new MemorySourceException(
                "The source "
                        + source()
                        + " failed to take back a chunk of "
                        + entry.size()
                        + " bytes: "
                        + TextOf.thing(thrown)
                        + ". Mend the source; until it takes that back, the memory is lost.",
                thrown);
    }

    private void throwFailure() {
        MemorySourceException found = failure;
        if (found != null) {
            failure = null;
            throw found;
        }
    }
}
