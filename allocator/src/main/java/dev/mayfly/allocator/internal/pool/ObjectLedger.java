package dev.mayfly.allocator.internal.pool;

import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.WeakIdentityMap;
import dev.mayfly.allocator.internal.lateuse.EndedObjects;

import org.jspecify.annotations.Nullable;

/**
 * From checked on: which objects a pool has handed out, and which it has back. Keeps no object
 * alive.
 */
public final class ObjectLedger {

    private static final class Entry {
        private boolean out;
        private @Nullable String site;
    }

    private final WeakIdentityMap<Entry> entries = new WeakIdentityMap<>();

    /** Without any object. */
    public ObjectLedger() {}

    /** Notes that an object is handed out. */
    public synchronized void noteTake(Object object) {
        Entry entry = entries.getOrPut(object, Entry::new);
        entry.out = true;
        entry.site = Safety.PARANOID ? Site.ofCaller() : null;
    }

    /** Notes that an object came back, and throws if it could not. */
    public synchronized void noteReturn(Object object) {
        Entry entry = entries.get(object);
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
                            + Site.sentence(entry.site));
        }
        entry.out = false;
    }

    /** Has uses of an object that is handed out pass. */
    public void beginUse(Object object) {
        EndedObjects.begin(object);
    }

    /** Has whoever uses a returned object be told so, where the JVM has the agent. */
    public synchronized void endUse(Object object) {
        if (EndedObjects.areWatched()) {
            Entry entry = entries.get(object);
            EndedObjects.end(
                    object,
                    "An object of "
                            + object.getClass().getName()
                            + " was used after it had been returned to its pool. Return it after"
                            + " its last use, and take another where it is needed again."
                            + Site.sentence(entry == null ? null : entry.site));
        }
    }

    /** How many objects it knows of. */
    public synchronized int objects() {
        return entries.size();
    }

    private static String describe(Object object) {
        // The object's own toString may fail on one that was reset.
        return object.getClass().getName()
                + "@"
                + Integer.toHexString(System.identityHashCode(object));
    }
}
