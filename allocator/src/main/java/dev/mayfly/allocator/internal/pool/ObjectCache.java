package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** The idle objects that one thread of a pool keeps at hand. */
public final class ObjectCache extends ThreadCache {

    private static final @Nullable Object[] NONE = {};

    /** As long as the cache may hold objects. */
    private @Nullable Object[] objects = NONE;

    private int count;

    /** Without room for any. */
    public ObjectCache() {}

    // The checks are those that the JVM makes for the array, so that it makes them once.

    /** Whether there is an object to take. */
    public boolean hasObject() {
        return Integer.compareUnsigned(count - 1, objects.length) < 0;
    }

    /** The object on top; there has to be one. */
    @SuppressWarnings("NullAway") // below the count stands what was given
    public Object take() {
        @Nullable Object[] all = objects;
        int place = count - 1;
        Object taken = all[place];
        all[place] = null; // the pool keeps nothing alive that it has handed out
        count = place;
        return taken;
    }

    /** Keeps an object, if there is room. */
    public boolean give(Object object) {
        @Nullable Object[] all = objects;
        int place = count;
        if (Integer.compareUnsigned(place, all.length) >= 0) {
            return false;
        }
        all[place] = object;
        count = place + 1;
        return true;
    }

    /** How many objects it may hold. */
    public int capacity() {
        return objects.length;
    }

    /** How many it holds. */
    int count() {
        return count;
    }

    /** Makes room for a number of objects, and keeps none. */
    void resize(int capacity) {
        objects = capacity == 0 ? NONE : new @Nullable Object[capacity];
        count = 0;
    }

    /** Moves the {@code moved} objects that came first to {@code to}, from {@code at} on. */
    void moveTo(@Nullable Object[] to, int at, int moved) {
        System.arraycopy(objects, 0, to, at, moved);
        System.arraycopy(objects, moved, objects, 0, count - moved);
        Arrays.fill(objects, count - moved, count, null);
        count -= moved;
    }

    /** Adds the {@code moved} objects that are before {@code end} in {@code from}. */
    void moveFrom(@Nullable Object[] from, int end, int moved) {
        System.arraycopy(from, end - moved, objects, count, moved);
        count += moved;
    }
}
