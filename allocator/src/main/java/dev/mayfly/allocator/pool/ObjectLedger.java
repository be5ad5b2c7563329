package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.lateuse.EndedObjects;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * From checked on: which objects a pool has handed out, and which it has back. Keeps no object
 * alive.
 */
final class ObjectLedger {

    /** An object by identity; equal to another key for the same one. */
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key key && mine == key.get();
        }
    }

    private static final class Entry {
        private boolean out;
        private @Nullable String site;
    }

    private final Map<Key, Entry> entries = new HashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** Notes that an object is handed out. */
    synchronized void noteTake(Object object) {
        forgetCollected();
        Entry entry = entries.computeIfAbsent(new Key(object, collected), key -> new Entry());
        entry.out = true;
        entry.site = Safety.PARANOID ? BlockGuard.siteOfCaller() : null;
    }

    /** Notes that an object came back, and throws if it could not. */
    synchronized void noteReturn(Object object) {
        Entry entry = entries.get(new Key(object, null));
        if (entry == null) {
            throw new ForeignObjectException(
                    describe(object)
                            + " was returned to a pool that never handed it out. Return an object"
                            + " to the pool that it was taken from.");
        }
        if (!entry.out) {
            throw new ReturnedTwiceException(
                    describe(object)
                            + " was returned, and had been before. Return each object once, where"
                            + " its last user is done."
                            + BlockGuard.sentence(entry.site));
        }
        entry.out = false;
    }

    /** Has whoever uses a returned object be told so, where the JVM has the agent. */
    synchronized void endUse(Object object) {
        if (EndedObjects.areWatched()) {
            Entry entry = entries.get(new Key(object, null));
            EndedObjects.end(
                    object,
                    "An object of "
                            + object.getClass().getName()
                            + " was used after it had been returned to its pool. Return it after"
                            + " its last use, and take another where it is needed again."
                            + BlockGuard.sentence(entry == null ? null : entry.site));
        }
    }

    /** How many objects it knows of. */
    synchronized int objects() {
        return entries.size();
    }

    private void forgetCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            entries.remove(gone);
        }
    }

    private static String describe(Object object) {
        // The object's own toString may fail on one that was reset.
        return object.getClass().getName()
                + "@"
                + Integer.toHexString(System.identityHashCode(object));
    }
}
