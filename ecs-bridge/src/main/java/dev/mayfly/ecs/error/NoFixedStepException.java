package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.FixedStep;

import java.io.Serial;

/** A field of type {@link FixedStep} is in a world without fixed steps. */
public final class NoFixedStepException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public NoFixedStepException(String field, Class<?> owner) {
        super(
                "Field "
                        + field
                        + " of "
                        + owner.getName()
                        + " asks for the FixedStep of its world, which has none: call"
                        + " fixedStep(seconds, most) on the MayflyPlugin, or take the field out.");
    }
}
