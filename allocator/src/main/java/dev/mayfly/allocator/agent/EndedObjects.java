package dev.mayfly.allocator.agent;

import dev.mayfly.allocator.error.ExpiredException;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The objects of users' classes whose life has ended and that somebody may still hold, for the
 * checks that {@link FieldChecks} puts before each access to a field. Nothing happens here without
 * the agent.
 *
 * <p>Objects are known by identity and held weakly, so one is forgotten when nobody can use it any
 * more. May be used by any thread. To be called from checked on.
 */
public final class EndedObjects {

    private static final ConcurrentHashMap<Identity, String> MESSAGES = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> FORGOTTEN = new ReferenceQueue<>();

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private static volatile boolean active;

    /** An object by its identity: to look one up, or to hold it. */
    private sealed interface Identity {

        @Nullable Object object();

        /** Whether both are of one object, which lives. */
        @SuppressWarnings("ReferenceEquality") // identity is the point
        static boolean same(Identity one, @Nullable Object other) {
            Object object = one.object();
            return other instanceof Identity that && object != null && object == that.object();
        }
    }

    /** For a look-up; the JIT makes no object of it. */
    private record Wanted(Object object) implements Identity {

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return Identity.same(this, other);
        }
    }

    private static final class Held extends WeakReference<Object> implements Identity {

        private final int hash;

        Held(Object object) {
            super(object, FORGOTTEN);
            hash = System.identityHashCode(object);
        }

        @Override
        public @Nullable Object object() {
            return get();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** One whose object is gone is equal to itself, to be found and removed. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || Identity.same(this, other);
        }
    }

    private EndedObjects() {}

    static void activate() {
        active = true;
    }

    /** Whether the JVM has the agent, so that uses of what has ended are found. */
    public static boolean areWatched() {
        return active;
    }

    /**
     * The life of an object begins, maybe not its first. To be called before anybody has it, so
     * that accesses to the fields of its class are checked from then on.
     */
    public static void begin(Object object) {
        if (active) {
            CheckSites.watch(object.getClass());
            MESSAGES.remove(new Wanted(object));
        } else if (TOLD.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "A late use of an object of the program's own class, as FrameObjects and"
                            + " ObjectPool hand out, is noticed in part alone. Run the JVM with"
                            + " -javaagent: and the path of mayfly-allocator's jar to have each one"
                            + " thrown at its line.");
        }
    }

    /**
     * The life of an object has ended: whoever reads or writes a field of it from now on is thrown
     * an {@link ExpiredException}.
     *
     * @param message says what was used late, and what to do
     */
    public static void end(Object object, String message) {
        if (active) {
            forgetUnreachable();
            MESSAGES.put(new Held(object), message);
        }
    }

    private static void forgetUnreachable() {
        Reference<?> gone = FORGOTTEN.poll();
        while (gone != null) {
            MESSAGES.remove(gone);
            gone = FORGOTTEN.poll();
        }
    }

    /** The check: throws if the life of the object has ended. */
    static void check(@Nullable Object object) {
        if (object != null) {
            String message = MESSAGES.get(new Wanted(object));
            if (message != null) {
                throw new ExpiredException(message);
            }
        }
    }
}
