package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * The injector of a world's configuration was replaced after {@code build()}, and the plugin's
 * field resolver with it: every field that the plugin injects would stay null.
 */
public final class InjectorReplacedException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public InjectorReplacedException() {
        super(
                "The world's injector does not know MayflyPlugin's field resolver:"
                    + " WorldConfiguration.setInjector(...) was called after"
                    + " WorldConfigurationBuilder.build(). Remove that call, and register your own"
                    + " field resolvers with WorldConfigurationBuilder.register(...).");
    }
}
