package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.internal.TextOf;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;
import java.nio.file.Path;

/**
 * What was read is no whole and undamaged {@link WorldSnapshot} of a version that this Mayfly
 * knows. The world was not touched.
 */
public final class SnapshotFormatException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private final String problem;

    /** Made by the bridge. */
    public SnapshotFormatException(String problem) {
        super("This is no world snapshot that can be read: " + TextOf.foreign(problem));
        this.problem = TextOf.foreign(problem);
    }

    private SnapshotFormatException(Path file, SnapshotFormatException unnamed) {
        super(file + " is no world snapshot that can be read: " + unnamed.problem, unnamed);
        problem = unnamed.problem;
    }

    /** The same, of what was read from this file. */
    public SnapshotFormatException in(Path file) {
        return new SnapshotFormatException(file, this);
    }
}
