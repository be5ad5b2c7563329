package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.EntityQuery;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * An {@link EntityQuery} or a {@link WorldSnapshot} was asked for in a world without {@link
 * MayflyPlugin}; or such a world has a system of the bridge that needs it.
 */
public final class NoPluginException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public NoPluginException(String need) {
        super(
                need
                        + ", and this world has none. Add 'with(new MayflyPlugin())' to its"
                        + " WorldConfigurationBuilder.");
    }
}
