package dev.mayfly.allocator.pool;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The caches of a pool, one a platform thread, and the way from a thread to its own.
 *
 * <p>How it works: a hash table with linear probing, keyed by the number that each thread has. It
 * is never changed: who adds a cache makes a new table, under the lock, and publishes it. So a
 * search is a volatile read, a thread's number, and as a rule one probe, which is less than a
 * {@link ThreadLocal} needs. Nothing in a thread refers to its cache, so a pool that is dropped can
 * be collected, whatever its threads do.
 *
 * <p>Why that is safe: a thread's cache is in every table that was published since the thread added
 * it, and the thread sees no older table than the one it published itself. What lies on the way to
 * it are caches of other threads, whose owners never equal this one.
 *
 * <p>A thread that dies leaves its cache behind. The next new thread takes it over, with what is in
 * it; and {@link #vacateDead} empties such caches for a pool that has run dry. {@link
 * Thread#isAlive} returns false only after everything that the thread did, so what it left is seen
 * whole. There are never more caches than threads have been alive at once.
 */
final class ThreadCaches<C extends ThreadCache> {

    private static final int SMALLEST_TABLE = 16;

    private final Supplier<C> maker;
    private final List<C> caches = new ArrayList<>();
    private volatile @Nullable ThreadCache[] table = new @Nullable ThreadCache[SMALLEST_TABLE];

    /** What {@link #caches} holds, for readers without the lock. */
    private volatile List<C> published = List.of();

    ThreadCaches(Supplier<C> maker) {
        this.maker = maker;
    }

    /** The calling thread's cache, or null if it has none. */
    @SuppressWarnings("unchecked") // only caches that the maker made are in the table
    @Nullable C find() {
        Thread me = Thread.currentThread();
        @Nullable ThreadCache[] all = table;
        ThreadCache first = all[placeOf(me, all)];
        if (first != null && first.belongsTo(me)) {
            return (C) first;
        }
        return (C) probe(me, all);
    }

    private static @Nullable ThreadCache probe(Thread thread, @Nullable ThreadCache[] all) {
        int place = placeOf(thread, all);
        ThreadCache found = all[place];
        while (found != null && !found.belongsTo(thread)) {
            place = place + 1 & all.length - 1;
            found = all[place];
        }
        return found;
    }

    private static int placeOf(Thread thread, @Nullable ThreadCache[] all) {
        return (int) thread.threadId() & all.length - 1;
    }

    /** A cache for the calling thread, which has none: that of a dead thread, or a new one. */
    synchronized C claim() {
        C mine = vacant();
        if (mine == null) {
            mine = maker.get();
            caches.add(mine);
            published = List.copyOf(caches);
        }
        mine.ownedBy(Thread.currentThread());
        table = tableOfLiving();
        return mine;
    }

    private @Nullable C vacant() {
        for (C cache : caches) {
            Thread owner = cache.owner;
            if (owner == null || !owner.isAlive()) {
                return cache;
            }
        }
        return null;
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
    synchronized void vacateDead(Consumer<? super C> empty) {
        for (C cache : caches) {
            Thread owner = cache.owner;
            if (owner != null && !owner.isAlive()) {
                empty.accept(cache);
                cache.ownedBy(null);
            }
        }
    }

    /** Every cache, in use or not; takes no lock. */
    List<C> all() {
        return published;
    }
}
