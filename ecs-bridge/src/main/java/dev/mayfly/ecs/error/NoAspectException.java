package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.EntityQuery;

import java.io.Serial;

/** A field of type {@link EntityQuery} does not say which entities it is about. */
public final class NoAspectException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public NoAspectException(Class<?> owner, String field) {
        super(
                "The EntityQuery in field '"
                        + field
                        + "' of "
                        + owner.getName()
                        + " has no aspect. Annotate the field with @All, @One or @Exclude; or, to"
                        + " set it yourself by EntityQuery.of in initialize(), with @SkipWire.");
    }
}
