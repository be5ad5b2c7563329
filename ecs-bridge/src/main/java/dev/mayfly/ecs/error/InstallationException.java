package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * The plugin was installed where it cannot be: in a configuration that has it already, or of which
 * a world was made.
 */
public final class InstallationException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private InstallationException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static InstallationException late() {
        return new InstallationException(
                "MayflyPlugin was installed in a configuration of which a world was made already."
                        + " Call install(configuration) before new World(configuration).");
    }

    /** Made by the bridge. */
    public static InstallationException twice() {
        return new InstallationException(
                "MayflyPlugin is in this configuration already. Install it once: by"
                        + " install(configuration), or by the builder's with(plugin).");
    }
}
