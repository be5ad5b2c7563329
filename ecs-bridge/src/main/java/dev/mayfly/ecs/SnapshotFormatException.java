package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/**
 * What was read is no whole and undamaged {@link WorldSnapshot} of a version that this Mayfly
 * knows. The world was not touched.
 */
public final class SnapshotFormatException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    SnapshotFormatException(String problem) {
        super("This is no world snapshot that can be read: " + problem);
    }
}
