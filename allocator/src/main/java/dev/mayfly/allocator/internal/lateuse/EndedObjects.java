package dev.mayfly.allocator.internal.lateuse;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The objects of users' classes whose life has ended and that somebody may still hold, for the
 * checks that the agent puts before each access to a field ({@link CheckSites}). Nothing happens
 * here without it.
 *
 * <p>Objects are known by identity and held weakly, so one is forgotten when nobody can use it any
 * more. May be used by any thread. To be called from checked on.
 */
public final class EndedObjects {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private static volatile boolean active;

    private EndedObjects() {}

    /** Called by the agent, before the program starts. */
    public static void activate() {
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
            EndedMessages.remove(object);
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
     * an {@link dev.mayfly.allocator.error.ExpiredException}.
     *
     * @param message says what was used late, and what to do
     */
    public static void end(Object object, String message) {
        if (active) {
            EndedMessages.put(object, message);
        }
    }
}
