package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/**
 * An {@link EntityQuery} or a {@link WorldSnapshot} was asked for in a world without {@link
 * MayflyPlugin}.
 */
public final class NoPluginException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    NoPluginException(String need) {
        super(
                need
                        + ", and this world has none. Add 'with(new MayflyPlugin())' to its"
                        + " WorldConfigurationBuilder.");
    }
}
