package dev.mayfly.ecs.internal.access;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.internal.LoopCaller;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose turn it is in one world, for the guards of its storage; kept from checked on.
 *
 * <p>One system at a time: a field says which, and threads that help it count as the system. Where
 * systems run side by side each says it for its own thread, and a thread that runs none of them is
 * not asked. Nobody is asked about listeners, and about systems without a declaration.
 */
public final class Turns {

    /** The system that runs alone, if it has declared what it does. */
    private @Nullable SystemAccess alone;

    /** Written while one thread runs only, before and after the others do. */
    private boolean sideBySide;

    @SuppressWarnings("ThreadLocalUsage") // one for each world, whose threads it does not outlast
    private final ThreadLocal<@Nullable SystemAccess> ofThread = new ThreadLocal<>();

    /** The thread that ticks the world; null between two ticks, when any may use it. */
    private @Nullable Thread ticking;

    /** Who is told of turns. */
    private final List<OwnedColumns> told = new ArrayList<>();

    /** Tells these of each turn, from the one that is on. */
    void tell(OwnedColumns columns) {
        told.add(columns);
        columns.turn(this);
    }

    private void tellAll() {
        for (int i = 0; i < told.size(); i++) {
            told.get(i).turn(this);
        }
    }

    /**
     * The calling thread ticks the world from now on.
     *
     * @return who did before, to be given to {@link #endTick}
     */
    public @Nullable Thread beginTick() {
        Thread before = ticking;
        ticking = Thread.currentThread();
        return before;
    }

    /** The tick is over. */
    public void endTick(@Nullable Thread before) {
        ticking = before;
    }

    /**
     * Throws if the calling thread is neither the one that ticks the world nor works for it in a
     * loop.
     *
     * @param verb what it did, in the past, to be followed by the name of {@code type}
     */
    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    void requireThread(String verb, Class<?> type) {
        Thread now = ticking;
        if (now != null && now != Thread.currentThread() && !LoopCaller.is(now)) {
            throw new ForeignThreadException(
                    "Thread '"
                            + Thread.currentThread().getName()
                            + "' "
                            + verb
                            + " "
                            + type.getSimpleName()
                            + " while thread '"
                            + now.getName()
                            + "' ticks the world. A world is its ticking thread's: do it there, or"
                            + " between two ticks, or have a ParallelSpanSystem run on several"
                            + " threads.");
        }
    }

    /**
     * A system begins its turn alone.
     *
     * @param access what it is held to; null for nothing
     * @return whose turn that interrupts, to be given to {@link #end}: a system may tick its world
     */
    public @Nullable SystemAccess begin(@Nullable SystemAccess access) {
        SystemAccess interrupted = alone;
        alone(access);
        return interrupted;
    }

    /** The turn is over. */
    public void end(@Nullable SystemAccess interrupted) {
        alone(interrupted);
    }

    private void alone(@Nullable SystemAccess access) {
        if (access != null || alone != null) {
            alone = access;
            tellAll();
        }
    }

    /** Systems have turns side by side from now on. */
    public void beginSideBySide() {
        sideBySide = true;
        tellAll();
    }

    /** One system at a time has a turn again. */
    public void endSideBySide() {
        sideBySide = false;
        tellAll();
    }

    /** A system begins its turn beside others, on this thread. */
    public void beginOnThread(SystemAccess access) {
        ofThread.set(access);
    }

    /** The turn on this thread is over. */
    public void endOnThread() {
        ofThread.remove();
    }

    /**
     * The system that reads now, if it may read what it declares alone: a system that has nobody
     * beside it may read all.
     */
    @Nullable SystemAccess reader() {
        return sideBySide ? ofThread.get() : null;
    }

    /** Whether whoever reads has to be asked who it is. */
    boolean asksReaders() {
        return sideBySide;
    }

    /** Whether whoever writes things of this type has to be asked. */
    boolean asksWritersOf(Class<?> type) {
        return sideBySide || (alone != null && !alone.mayWrite(type));
    }

    /** The system that writes now, if it may write what it declares alone. */
    @Nullable SystemAccess writer() {
        return sideBySide ? ofThread.get() : alone;
    }
}
