package dev.mayfly.ecs.internal.entity;

import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;
import com.artemis.utils.reflect.ClassReflection;

import dev.mayfly.ecs.internal.artemis.ArtemisInternals;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one class of objects that are marked {@code @EntityId}: each an {@code int}, or an
 * {@code IntBag}.
 *
 * <p>Artemis' own reflection makes them accessible, so that a named module opens its package to
 * nobody else; but it would make an object of each {@code int}, so what it stands on reads them.
 */
public final class IdFields {

    private final Field[] ints;
    private final Field[] bags;

    private IdFields(List<Field> ints, List<Field> bags) {
        this.ints = ints.toArray(new Field[0]);
        this.bags = bags.toArray(new Field[0]);
    }

    /** Those of a class and its parents; null if there are none. */
    public static @Nullable IdFields of(Class<?> type) {
        List<Field> ints = new ArrayList<>();
        List<Field> bags = new ArrayList<>();
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (var field : ClassReflection.getDeclaredFields(each)) {
                if (!field.isStatic() && field.getDeclaredAnnotation(EntityId.class) != null) {
                    if (field.getType() == int.class) {
                        ints.add(accessible(field));
                    } else if (field.getType() == IntBag.class) {
                        bags.add(accessible(field));
                    }
                }
            }
        }
        return ints.isEmpty() && bags.isEmpty() ? null : new IdFields(ints, bags);
    }

    private static Field accessible(com.artemis.utils.reflect.Field field) {
        field.setAccessible(true);
        return ArtemisInternals.javaField(field);
    }

    /** Makes numbers in the fields of an object ids. Makes no garbage. */
    public void settle(Object object, NewIds ids) {
        try {
            for (Field field : ints) {
                int value = field.getInt(object);
                if (EntityNumbers.isNumber(value)) {
                    field.setInt(object, ids.idOf(value));
                }
            }
            for (Field field : bags) {
                if (field.get(object) instanceof IntBag bag) {
                    settle(bag, ids);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access", e);
        }
    }

    private static void settle(IntBag bag, NewIds ids) {
        for (int i = 0; i < bag.size(); i++) {
            int value = bag.get(i);
            if (EntityNumbers.isNumber(value)) {
                bag.set(i, ids.idOf(value));
            }
        }
    }
}
