package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A world has a second {@code SystemInvocationStrategy} beside the plugin's, in a way in which the
 * plugin cannot run it: it was set when the world was made already, or both say how many steps a
 * frame has.
 */
public final class StrategyConflictException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private StrategyConflictException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static StrategyConflictException setLater(Object other) {
        return new StrategyConflictException(
                "The world is run by the strategy "
                        + other.getClass().getName()
                        + ", which World.setInvocationStrategy(...) has put in the place of"
                        + " MayflyPlugin's. So nothing opens frames, replays commands or ends"
                        + " events. Register it before the world is made, with the builder or the"
                        + " configuration: then the plugin runs it within its ticks.");
    }

    /** Made by the bridge. */
    public static StrategyConflictException besideFixedStep(Object other) {
        return new StrategyConflictException(
                "The world has MayflyPlugin.fixedStep(...) and the strategy "
                        + other.getClass().getName()
                        + ", and both say when systems run. Leave one of them out; if it is a"
                        + " plugin's that you want otherwise, as a profiler's, leave out fixedStep"
                        + " or give MayflyPlugin a listener instead of the profiler.");
    }
}
