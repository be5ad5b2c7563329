package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.FrameComponent;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;

import java.io.Serial;

/**
 * A {@link SoaComponent} or {@link FrameComponent} was constructed by someone other than the
 * plugin: by {@code new}, or by Artemis because the world has no {@link MayflyPlugin}.
 */
public final class StrayComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public StrayComponentException(Class<?> type) {
        super(
                type.getName()
                        + " was constructed outside of a world with MayflyPlugin. A SoA component"
                        + " is the one store of a world and is built by the plugin: add 'with(new"
                        + " MayflyPlugin())' to this world's WorldConfigurationBuilder, and reach"
                        + " the store by an injected field of type "
                        + type.getSimpleName()
                        + " (or by a mapper that is asked for in initialize() or later), never by"
                        + " 'new'.");
    }
}
