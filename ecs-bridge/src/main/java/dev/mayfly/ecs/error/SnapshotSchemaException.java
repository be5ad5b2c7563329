package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;
import java.nio.file.Path;

/**
 * A {@link WorldSnapshot} that was read has component types or columns that the world does not
 * have. The world was not touched.
 */
public final class SnapshotSchemaException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private final String difference;

    /** Made by the bridge. */
    public SnapshotSchemaException(String difference) {
        super("The snapshot does not fit this world: " + TextOf.foreign(difference));
        this.difference = TextOf.foreign(difference);
    }

    private SnapshotSchemaException(Path file, SnapshotSchemaException unnamed) {
        super("The snapshot " + file + " does not fit this world: " + unnamed.difference, unnamed);
        difference = unnamed.difference;
    }

    /** The same, of what was read from this file. */
    public SnapshotSchemaException in(Path file) {
        return new SnapshotSchemaException(file, this);
    }
}
