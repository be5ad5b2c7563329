package dev.mayfly.ecs.internal.store;

import com.artemis.annotations.EntityId;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.artemis.LinkSites.LinkColumn;

import java.util.ArrayList;
import java.util.List;

/**
 * A column that holds ids of entities: a field of type {@code Ints} that is marked
 * {@code @EntityId}.
 *
 * @param field the field of the store's class, or of a parent of it
 * @param column what the field holds
 */
public record IdColumn(Field field, Ints column) {

    /**
     * Those of a store, its own in the order of their fields and then its parents'.
     *
     * @throws ComponentTypeException if a field is marked that is no column of {@code int}
     */
    public static List<IdColumn> of(Object store) {
        List<IdColumn> found = new ArrayList<>();
        for (Class<?> type = store.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (field.getDeclaredAnnotation(EntityId.class) != null
                        && !Face.class.isAssignableFrom(field.getType()) // a column of handles
                        && !ObjectColumn.class.isAssignableFrom(field.getType())) {
                    found.add(new IdColumn(field, column(store, field)));
                }
            }
        }
        return List.copyOf(found);
    }

    private static Ints column(Object store, Field field) {
        if (field.isStatic() || field.getType() != Ints.class) {
            throw new ComponentTypeException(
                    store.getClass(),
                    "marks its "
                            + (field.isStatic() ? "static " : "")
                            + "field '"
                            + field.getName()
                            + "' of type "
                            + field.getType().getSimpleName()
                            + " @EntityId, which all entities would share; make it a column, Ints "
                            + field.getName()
                            + " = ints(-1), or keep it in a plain component");
        }
        return value(store, field);
    }

    private static Ints value(Object store, Field field) {
        try {
            field.setAccessible(true);
            if (field.get(store) instanceof Ints column) {
                return column;
            }
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "A column that could be named is hidden: " + field.getName(), e);
        }
        throw new ComponentTypeException(
                store.getClass(),
                "marks its field '"
                        + field.getName()
                        + "' @EntityId and leaves it null; make the column with ints(-1)");
    }

    /** The column as links, which it is. */
    LinkColumn asLinks() {
        return new LinkColumn() {
            @Override
            public int get(int entity) {
                return column.get(entity);
            }

            @Override
            public void set(int entity, int id) {
                column.set(entity, id);
            }

            @Override
            public String toString() {
                return column.toString();
            }
        };
    }
}
