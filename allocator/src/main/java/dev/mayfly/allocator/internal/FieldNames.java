package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;

/** Names of fields, for messages, where reflection may see them. */
public final class FieldNames {

    private FieldNames() {}

    /**
     * The name of the field of {@code holder} that holds {@code value}; null if none does that can
     * be seen.
     *
     * @param until the class of the holder whose fields, and its parents', are not looked at
     */
    public static @Nullable String holding(Object value, Object holder, Class<?> until) {
        for (Class<?> type = holder.getClass(); type != until; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType().isInstance(value)
                        && field.trySetAccessible()
                        && isIn(field, holder, value)) {
                    return field.getName();
                }
            }
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // that very object
    private static boolean isIn(Field field, Object holder, Object value) {
        try {
            return field.get(holder) == value;
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("It was made accessible.", impossible);
        }
    }
}
