package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * The injector of a world's configuration was replaced after {@code build()}, and the plugin's
 * field resolver with it, or cannot take it: every field that the plugin injects would stay null.
 */
public final class InjectorReplacedException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private InjectorReplacedException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public InjectorReplacedException() {
        this(
                "The world's injector does not know MayflyPlugin's field resolver:"
                    + " WorldConfiguration.setInjector(...) was called after"
                    + " WorldConfigurationBuilder.build() or MayflyPlugin.install(...). Remove that"
                    + " call, and register your own field resolvers with"
                    + " WorldConfigurationBuilder.register(...); without a builder, set a"
                    + " CachedInjector that has them before you call install.");
    }

    /** Made by the bridge. */
    public static InjectorReplacedException foreign() {
        return new InjectorReplacedException(
                "The configuration's injector is not Artemis' own CachedInjector, so MayflyPlugin"
                    + " cannot add its field resolver to it. Set a CachedInjector, with your field"
                    + " resolvers in its FieldHandler, before you call install(configuration).");
    }
}
