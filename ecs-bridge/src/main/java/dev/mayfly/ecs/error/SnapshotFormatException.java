package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * What was read is no whole and undamaged {@link WorldSnapshot} of a version that this Mayfly
 * knows. The world was not touched.
 */
public final class SnapshotFormatException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public SnapshotFormatException(String problem) {
        super("This is no world snapshot that can be read: " + problem);
    }
}
