package dev.mayfly.ecs.internal.artemis;

import com.artemis.utils.reflect.Field;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;

/**
 * The way into a field of a user's class without garbage: Artemis' own access to fields makes an
 * object of each number. It is Artemis that opens the field, since a named module is open to it and
 * to nobody else.
 *
 * @param getter of type {@code (C)F}
 * @param setter of type {@code (C, F)void}
 */
public record FieldHandles(MethodHandle getter, MethodHandle setter) {

    /** The handles of a field that is not final; null if it is in a package that is not open. */
    public static @Nullable FieldHandles of(Field field) {
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException | SecurityException closed) {
            return null;
        }
        java.lang.reflect.Field opened = ArtemisInternals.javaField(field);
        try {
            return new FieldHandles(
                    MethodHandles.lookup().unreflectGetter(opened),
                    MethodHandles.lookup().unreflectSetter(opened));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    "An accessible field refuses access: " + field.getName(), e);
        }
    }
}
