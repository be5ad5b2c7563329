package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The idle objects of a pool that no thread has at hand, and the bound on all that are idle.
 *
 * <p>How it works: the bound is divided. A thread's cache gets a part of it, as its capacity, from
 * what is left; the rest is how many objects may wait here. So no count has to be shared for the
 * sum to stay within the bound. Caches and depot exchange half a cache at a time, under the lock.
 */
public final class ObjectDepot {

    /** The most that one thread keeps at hand. */
    private static final int CACHE_OBJECTS = 2_048;

    private final int bound;
    private int reserved;
    private @Nullable Object[] idle = {};
    private int count;

    /** Empty; {@code bound} is how many objects may be idle, here and in caches. */
    public ObjectDepot(int bound) {
        this.bound = bound;
    }

    /** Takes one object, or null if none waits. */
    public synchronized @Nullable Object take() {
        if (count == 0) {
            return null;
        }
        Object taken = idle[--count];
        idle[count] = null;
        return taken;
    }

    /** Keeps an object if the bound allows it; otherwise it is left to the garbage collector. */
    public synchronized boolean give(Object object) {
        if (count >= bound - reserved) {
            return false;
        }
        ensureRoom(1);
        idle[count++] = object;
        return true;
    }

    /** Gives a cache that has none its part of the bound; what had to move over is in it then. */
    public synchronized void reserve(ObjectCache cache) {
        int part = Math.min(CACHE_OBJECTS, (bound - reserved) / 2);
        cache.resize(part);
        reserved += part;
        moveTo(cache, Math.max(count - (bound - reserved), 0));
    }

    /** Takes back everything from the cache of a dead thread, and its part of the bound. */
    public synchronized void reclaim(ObjectCache cache) {
        reserved -= cache.capacity();
        // Before, the two parts together were within the bound; so they are in one.
        moveFrom(cache, cache.count());
        cache.resize(0);
    }

    /** Fills half of an empty cache, as far as there are objects. */
    public synchronized void refill(ObjectCache cache) {
        moveTo(cache, Math.min(count, (cache.capacity() + 1) / 2));
    }

    /** Makes room in a full cache, as far as the bound allows it. */
    public synchronized void makeRoom(ObjectCache cache) {
        moveFrom(cache, Math.min((cache.count() + 1) / 2, bound - reserved - count));
    }

    private void moveTo(ObjectCache cache, int moved) {
        cache.moveFrom(idle, count, moved);
        Arrays.fill(idle, count - moved, count, null);
        count -= moved;
    }

    private void moveFrom(ObjectCache cache, int moved) {
        ensureRoom(moved);
        cache.moveTo(idle, count, moved);
        count += moved;
    }

    private void ensureRoom(int more) {
        if (count + more > idle.length) {
            int grown = (int) Math.min(bound, Math.max(count + more, 2L * idle.length));
            idle = Arrays.copyOf(idle, grown);
        }
    }
}
