package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * A {@link WorldSnapshot} that was read has component types or columns that the world does not
 * have. The world was not touched.
 */
public final class SnapshotSchemaException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public SnapshotSchemaException(String difference) {
        super("The snapshot does not fit this world: " + difference);
    }
}
