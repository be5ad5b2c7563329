package dev.mayfly.ecs;

import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/** A field of type {@link EntityQuery} does not say which entities it is about. */
public final class NoAspectException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    NoAspectException(Class<?> owner, Field field) {
        super(
                "The EntityQuery in field '"
                        + field.getName()
                        + "' of "
                        + owner.getName()
                        + " has no aspect. Annotate the field with @All, @One or @Exclude; or, to"
                        + " set it yourself by EntityQuery.of in initialize(), with @SkipWire.");
    }
}
