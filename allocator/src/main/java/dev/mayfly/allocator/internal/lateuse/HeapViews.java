package dev.mayfly.allocator.internal.lateuse;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Views of heap segments that end with an {@link Arena}, which the JDK's public API does not have.
 *
 * <p>How it works: inside, the JDK's heap segments have a session as native ones do, and a method
 * that copies a segment with another one. It can be called where the package is open to us, which
 * the agent sees to. It is tried once, at the first use; where that does not go as it should, as in
 * a JDK that has changed it, there are no views, and what to add is logged.
 */
public final class HeapViews {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");
    private static final String PACKAGE = "jdk.internal.foreign";

    private static final @Nullable Method COPY_WITH_SESSION = Safety.CHECKED ? tried() : null;

    private HeapViews() {}

    /** Whether there are views; never in standard. */
    public static boolean exist() {
        return COPY_WITH_SESSION != null;
    }

    /** What {@code plain} shows, until {@code life} is closed; {@code plain} without views. */
    public static MemorySegment of(MemorySegment plain, Arena life) {
        Method copy = COPY_WITH_SESSION;
        if (copy == null) {
            return plain;
        }
        try {
            return view(copy, plain, life);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A method that was tried refuses a call.", e);
        }
    }

    private static MemorySegment view(Method copy, MemorySegment plain, Arena life)
            throws ReflectiveOperationException {
        return (MemorySegment) copy.invoke(plain, 0L, plain.byteSize(), false, life.scope());
    }

    private static @Nullable Method tried() {
        try {
            Method found =
                    Class.forName(PACKAGE + ".AbstractMemorySegmentImpl")
                            .getDeclaredMethod(
                                    "dup",
                                    long.class,
                                    long.class,
                                    boolean.class,
                                    Class.forName(PACKAGE + ".MemorySessionImpl"));
            found.setAccessible(true);
            requireThatViewsEnd(found);
            return found;
        } catch (ReflectiveOperationException | RuntimeException without) {
            tellOf(without);
            return null;
        }
    }

    private static void requireThatViewsEnd(Method copy) throws ReflectiveOperationException {
        MemorySegment view;
        try (Arena life = Arena.ofShared()) {
            view = view(copy, MemorySegment.ofArray(new byte[] {1}), life);
            if (view.get(ValueLayout.JAVA_BYTE, 0) != 1) {
                throw new IllegalStateException("A view shows something else.");
            }
        }
        if (view.scope().isAlive()) {
            throw new IllegalStateException("A view does not end.");
        }
    }

    private static void tellOf(Exception without) {
        Throwable cause =
                without instanceof InvocationTargetException thrown && thrown.getCause() != null
                        ? thrown.getCause()
                        : without;
        LOG.log(
                System.Logger.Level.INFO,
                "What asSegment() of a buffer or list gives does not end with its scope, so a late"
                        + " read through it is not noticed, and a late write when a frame ends. Run"
                        + " the JVM with -javaagent: and the path of mayfly-allocator's jar to have"
                        + " both thrown at their line. ("
                        + cause
                        + ")");
    }
}
