package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

/**
 * Whose loop the calling thread works in: the thread that called it, and, where that works in a
 * loop itself, whose that is. Kept from checked on, so that what belongs to a thread may be read by
 * those that work for it meanwhile.
 */
public final class LoopCaller {

    private static final ThreadLocal<LoopCaller> OF_THREAD = new ThreadLocal<>();

    private final Thread thread;
    private final @Nullable LoopCaller outer;

    private LoopCaller(Thread thread, @Nullable LoopCaller outer) {
        this.thread = thread;
        this.outer = outer;
    }

    /** The calling thread as one that calls a loop. */
    public static LoopCaller here() {
        return new LoopCaller(Thread.currentThread(), OF_THREAD.get());
    }

    /**
     * The calling thread works in a loop of this caller from now on.
     *
     * @return whose loop it is in the middle of, to be given to {@link #end}; null for nobody's
     */
    public @Nullable LoopCaller begin() {
        LoopCaller before = OF_THREAD.get();
        OF_THREAD.set(this);
        return before;
    }

    /** The calling thread works for whom it worked before. */
    public static void end(@Nullable LoopCaller before) {
        if (before == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(before);
        }
    }

    /** Whether the calling thread works in a loop of that one. */
    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    public static boolean is(Thread caller) {
        for (LoopCaller at = OF_THREAD.get(); at != null; at = at.outer) {
            if (at.thread == caller) {
                return true;
            }
        }
        return false;
    }
}
