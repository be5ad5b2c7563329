package dev.mayfly.allocator.internal.lateuse;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a class and of its parents that can be written to: those that are neither static
 * nor final, of classes that are not the JDK's. For {@link EndedThings}, from checked on.
 *
 * <p>A class whose fields cannot be reached is logged, once.
 */
public final class ObjectFields {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private static final ClassValue<ObjectFields> OF_CLASS =
            new ClassValue<>() {
                @Override
                protected ObjectFields computeValue(Class<?> type) {
                    return new ObjectFields(type);
                }
            };

    private final List<Field> fields = new ArrayList<>();

    private ObjectFields(Class<?> of) {
        for (Class<?> type = of; type != null && !isOfTheJdk(type); type = type.getSuperclass()) {
            if (!addFieldsOf(type)) {
                warn(type);
            }
        }
    }

    /** False where not all can be reached; nothing is thrown, for a scope is about to end. */
    private boolean addFieldsOf(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
            return true;
        } catch (InaccessibleObjectException | SecurityException | LinkageError closed) {
            return false;
        }
    }

    static ObjectFields of(Object object) {
        return OF_CLASS.get(object.getClass());
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private static void warn(Class<?> type) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The fields of "
                        + type.getName()
                        + " cannot be reached, so a use of its objects after their frame is not"
                        + " noticed. Open package "
                        + type.getPackageName()
                        + " to dev.mayfly.allocator in the declaration of "
                        + type.getModule()
                        + ".");
    }

    /** Gives each field a value that shows: null, NaN, a poison number; leaves booleans alone. */
    void spoil(Object object) {
        try {
            for (Field field : fields) {
                if (field.getType() != boolean.class) {
                    field.set(object, Poison.of(field.getType()));
                }
            }
        } catch (IllegalAccessException e) {
            throw refused(e);
        }
    }

    /** A field that was written to since {@link #spoil}, and what it holds; null for none. */
    @Nullable String changed(Object object) {
        try {
            for (Field field : fields) {
                Object now = field.get(object);
                if (field.getType() != boolean.class && !same(Poison.of(field.getType()), now)) {
                    return "'" + field.getName() + "' now holds " + described(field, now);
                }
            }
            return null;
        } catch (IllegalAccessException e) {
            throw refused(e);
        }
    }

    /**
     * Numbers and text as they are; of another object the class, for its code must not run here.
     */
    private static String described(Field field, @Nullable Object value) {
        return value == null || value instanceof String || field.getType().isPrimitive()
                ? String.valueOf(value)
                : "an object of " + value.getClass().getName();
    }

    /** As equal numbers, NaN too; a reference is null or it is not, whatever its class says. */
    private static boolean same(@Nullable Object poison, @Nullable Object now) {
        return poison == null ? now == null : poison.equals(now);
    }

    private static IllegalStateException refused(IllegalAccessException e) {
        return new IllegalStateException("An accessible field refuses access.", e);
    }
}
