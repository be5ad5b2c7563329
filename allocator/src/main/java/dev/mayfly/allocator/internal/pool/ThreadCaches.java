package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The caches of a pool, one a platform thread, and the way from a thread to its own.
 *
 * <p>How it works: a hash table with linear probing, keyed by the number that each thread has. It
 * is never changed: who adds a cache makes a new table, under the lock, and puts it in place of the
 * old one. So a search is a thread's number and as a rule one probe, which is less than a {@link
 * ThreadLocal} needs; and the thread that has been here longest, in a game the one that runs its
 * loop, finds its cache without. Nothing in a thread refers to its cache, so a pool that is dropped
 * can be collected, whatever its threads do.
 *
 * <p>Why that is safe: a thread's cache is in every table that was made since the thread added it,
 * and the thread sees no older table than its own, and each whole, as a table's field is final. A
 * fence is not needed for that, and costs more than the search: it keeps the JIT from reading
 * fields once that do not change. What lies on the way are caches of other threads, whose owners
 * never equal this one.
 *
 * <p>A thread that dies leaves its cache behind. The next new thread takes it over, with what is in
 * it; and {@link #vacateDead} empties such caches for a pool that has run dry. {@link
 * Thread#isAlive} returns false only after everything that the thread did, so what it left is seen
 * whole. There are never more caches than threads have been alive at once.
 *
 * @param <C> the caches
 */
public final class ThreadCaches<C extends ThreadCache> {

    private static final int SMALLEST_TABLE = 16;

    /** Caches by their threads' numbers. */
    private static final class Table {
        private final @Nullable ThreadCache[] places;

        Table(@Nullable ThreadCache[] places) {
            this.places = places;
        }
    }

    private final Supplier<C> maker;
    private final List<C> caches = new ArrayList<>();

    /** The cache of the thread that has been here longest; read without synchronization. */
    private @Nullable C first;

    /** Read without synchronization. */
    private Table table = new Table(new @Nullable ThreadCache[SMALLEST_TABLE]);

    /** What {@link #caches} holds, for readers without the lock. */
    private volatile List<C> published = List.of();

    /** Without any cache; {@code maker} makes them. */
    public ThreadCaches(Supplier<C> maker) {
        this.maker = maker;
    }

    /** The calling thread's cache, or null if it has none. */
    public @Nullable C find() {
        Thread me = Thread.currentThread();
        C likely = first;
        return likely != null && likely.belongsTo(me) ? likely : probe(me);
    }

    @SuppressWarnings("unchecked") // only caches that the maker made are in the table
    private @Nullable C probe(Thread thread) {
        @Nullable ThreadCache[] all = table.places;
        int place = placeOf(thread, all);
        ThreadCache found = all[place];
        while (found != null && !found.belongsTo(thread)) {
            place = place + 1 & all.length - 1;
            found = all[place];
        }
        return (C) found;
    }

    private static int placeOf(Thread thread, @Nullable ThreadCache[] all) {
        return (int) thread.threadId() & all.length - 1;
    }

    /** A cache for the calling thread, which has none: that of a dead thread, or a new one. */
    public synchronized C claim() {
        C mine = vacant();
        if (mine == null) {
            mine = maker.get();
            caches.add(mine);
            published = List.copyOf(caches);
        }
        mine.ownedBy(Thread.currentThread());
        table = new Table(tableOfLiving());
        if (first == null || !isAlive(first)) {
            first = mine;
        }
        return mine;
    }

    private @Nullable C vacant() {
        for (C cache : caches) {
            if (!isAlive(cache)) {
                return cache;
            }
        }
        return null;
    }

    private static boolean isAlive(ThreadCache cache) {
        Thread owner = cache.owner;
        return owner != null && owner.isAlive();
    }

    /** Whether a cache is that of the thread that has been here longest. */
    @SuppressWarnings("ReferenceEquality") // identity is the point
    public synchronized boolean isFirst(C cache) {
        return first == cache;
    }

    private @Nullable ThreadCache[] tableOfLiving() {
        // At most half full, so that a search soon meets an empty place.
        int length = SMALLEST_TABLE;
        while (length < 2 * caches.size()) {
            length *= 2;
        }
        var made = new @Nullable ThreadCache[length];
        for (C cache : caches) {
            Thread owner = cache.owner;
            if (owner != null && owner.isAlive()) {
                int place = placeOf(owner, made);
                while (made[place] != null) {
                    place = place + 1 & length - 1;
                }
                made[place] = cache;
            }
        }
        return made;
    }

    /** Hands every cache whose thread has died to {@code empty}, and keeps it for a new thread. */
    public synchronized void vacateDead(Consumer<? super C> empty) {
        for (C cache : caches) {
            Thread owner = cache.owner;
            if (owner != null && !owner.isAlive()) {
                empty.accept(cache);
                cache.ownedBy(null);
            }
        }
    }

    /** Every cache, in use or not; takes no lock. */
    public List<C> all() {
        return published;
    }
}
