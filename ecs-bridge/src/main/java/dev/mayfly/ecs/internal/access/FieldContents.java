package dev.mayfly.ecs.internal.access;

import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The fields of a class and of its parents: all but static and {@code transient} ones, those that
 * the compiler made, and iterators that an object keeps for itself.
 *
 * <p>They are read through Artemis' own reflection, so a named module opens its components to
 * {@code artemis.odb} as it has to anyway. A class whose fields cannot be read is logged, once.
 */
final class FieldContents implements Contents {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.ecs");

    private static final ClassValue<FieldContents> OF_CLASS =
            new ClassValue<>() {
                @Override
                protected FieldContents computeValue(Class<?> type) {
                    return new FieldContents(type);
                }
            };

    private final List<Field> fields = new ArrayList<>();

    private FieldContents(Class<?> of) {
        for (Class<?> type = of;
                type != null && !Contents.isOfTheJdk(type);
                type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (isPart(field) && !makeAccessible(field)) {
                    warn(type);
                    break;
                }
            }
        }
    }

    static FieldContents of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    private static boolean isPart(Field field) {
        return !field.isStatic()
                && !field.isTransient()
                && !field.isSynthetic()
                && !isOwnIterator(field.getType(), field.getDeclaringClass());
    }

    /**
     * Whether it serves to go through the object, as libGDX's collections and Artemis' keep one.
     */
    private static boolean isOwnIterator(Class<?> type, Class<?> keptBy) {
        return Iterator.class.isAssignableFrom(type)
                || (Iterable.class.isAssignableFrom(type) && type.getEnclosingClass() == keptBy);
    }

    private boolean makeAccessible(Field field) {
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException | SecurityException closed) {
            return false;
        }
        fields.add(field);
        return true;
    }

    private static void warn(Class<?> type) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The fields of "
                        + type.getName()
                        + " cannot be read, so a system that writes to them without declaring it"
                        + " is not caught. Open package "
                        + type.getPackageName()
                        + " to artemis.odb in the declaration of "
                        + type.getModule()
                        + ".");
    }

    @Override
    public void read(Object from, List<@Nullable Object> into) {
        for (int i = 0; i < fields.size(); i++) {
            into.add(read(fields.get(i), from));
        }
    }

    private static @Nullable Object read(Field field, Object from) {
        try {
            return field.get(from);
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "An accessible field refuses access: " + field.getName(), e);
        }
    }

    @Override
    public String place(int index) {
        return "." + fields.get(index).getName();
    }
}
