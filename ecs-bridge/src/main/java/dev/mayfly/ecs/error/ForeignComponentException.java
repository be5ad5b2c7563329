package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/** Something of another world was given to one: a store, a mapper, a column, an archetype. */
public final class ForeignComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private ForeignComponentException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public ForeignComponentException(Class<?> type) {
        this(
                "The "
                        + type.getSimpleName()
                        + " that a command was given is another world's. Give it what was injected"
                        + " in the world of the Commands.");
    }

    /**
     * Made by the bridge.
     *
     * @param use what it was given to
     */
    public static ForeignComponentException column(Object column, String use) {
        return new ForeignComponentException(
                use
                        + " was given "
                        + column
                        + " of another world. Give it that of the store that was injected in the"
                        + " same world.");
    }

    /** Made by the bridge. */
    public static ForeignComponentException noColumn(Object column, String use) {
        return new ForeignComponentException(
                use
                        + " was given "
                        + column
                        + ", which is no column of a component of its world. Give it one of a"
                        + " SoaComponent or FrameComponent that was injected in the same world;"
                        + " write to any other directly.");
    }

    /** Made by the bridge. */
    public static ForeignComponentException archetype(@Nullable String name) {
        return new ForeignComponentException(
                "The archetype"
                        + (name == null ? "" : " " + name)
                        + " that Commands.create was given is another world's. Build it in the"
                        + " world of the Commands: new ArchetypeBuilder()...build(world).");
    }

    /** Made by the bridge. */
    public static ForeignComponentException events(Class<?> type) {
        return new ForeignComponentException(
                "SpanWorker.events was given the FrameEvents<"
                        + type.getSimpleName()
                        + "> of another world. Give it what was injected in the world of the"
                        + " system.");
    }

    /** Made by the bridge. */
    public static ForeignComponentException mixed(Object first, Object second, String use) {
        return new ForeignComponentException(
                use
                        + " was given "
                        + first
                        + " and "
                        + second
                        + ", which are of two worlds. Give it columns of one.");
    }
}
