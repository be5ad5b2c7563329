package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.ParallelSpanSystem;

import java.io.Serial;

/**
 * A body of a {@link ParallelSpanSystem} did what only one thread may do at a time, such as
 * creating an entity; or something that belongs to a worker was used outside of a body. The world
 * is as it was before the call.
 */
public final class ParallelMisuseException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private ParallelMisuseException(String message) {
        super(message);
    }

    /** In a body; {@code what} begins the message. */
    public static ParallelMisuseException inBody(String what, String instead) {
        return new ParallelMisuseException(
                what
                        + " while a ParallelSpanSystem runs on several threads. In processSpan "
                        + instead
                        + "; outside of it, wait for the system's turn to end.");
    }

    /** In a system that runs beside others; {@code what} begins the message. */
    public static ParallelMisuseException besideOthers(String what) {
        return new ParallelMisuseException(
                what
                        + " while systems run side by side. Record it with Commands, in a field of"
                        + " the system, or annotate the system with @Exclusive, so that it runs"
                        + " alone.");
    }

    /** In a body that uses the arena of the ticking thread. */
    public static ParallelMisuseException arenaInBody() {
        return inBody("An injected FrameArena was used", "take memory from worker.frame()");
    }

    /** In a system that runs beside others, and uses the arena of the ticking thread. */
    public static ParallelMisuseException arenaBesideOthers() {
        return new ParallelMisuseException(
                "The FrameArena of the ticking thread was used while systems run side by side. Take"
                        + " memory from the FrameArena in a field of the system, and hand that to"
                        + " the objects it calls.");
    }

    /** In a system that runs beside others, where no command does it; {@code what} as above. */
    public static ParallelMisuseException notAlone(String what) {
        return new ParallelMisuseException(
                what
                        + " while systems run side by side. Annotate the system with @Exclusive, so"
                        + " that it runs alone.");
    }

    /** Made by the bridge. */
    public static ParallelMisuseException tooManyEntities() {
        return new ParallelMisuseException(
                "A worker has recorded so many entities to be created in one turn that there are no"
                        + " numbers left for more. Use fewer workers, or create them in several"
                        + " turns.");
    }

    /** Made by the bridge. */
    public static ParallelMisuseException outsideBody(String what) {
        return new ParallelMisuseException(
                what
                        + " was used outside of processSpan, where nobody says in which order it"
                        + " comes. Ask the SpanWorker for it in each call of processSpan and do not"
                        + " keep it.");
    }
}
