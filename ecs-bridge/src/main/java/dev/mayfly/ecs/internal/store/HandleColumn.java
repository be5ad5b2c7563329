package dev.mayfly.ecs.internal.store;

import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.ecs.internal.artemis.LinkSites.LinkColumn;
import dev.mayfly.ecs.internal.entity.Generations;

import java.util.ArrayList;
import java.util.List;

/**
 * A column that holds handles of entities: a field that holds the face of a column of {@code long}.
 *
 * @param field the field of the store's class, or of a parent of it
 * @param column what is behind what the field holds
 */
record HandleColumn(Field field, Longs column) {

    /** Those of a store, its own in the order of their fields and then its parents'. */
    static List<HandleColumn> of(Object store) {
        List<HandleColumn> found = new ArrayList<>();
        for (Class<?> type = store.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && Face.class.isAssignableFrom(field.getType())) {
                    add(found, store, field);
                }
            }
        }
        return found;
    }

    private static void add(List<HandleColumn> found, Object store, Field field) {
        try {
            field.setAccessible(true);
            if (field.get(store) instanceof Face<?> face
                    && Insides.of(face) instanceof Longs column) {
                found.add(new HandleColumn(field, column));
            }
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "A column that could be named is hidden: " + field.getName(), e);
        }
    }

    /** The column as ids: a handle of an entity that is gone links to none. */
    LinkColumn asLinks(Generations generations) {
        return new LinkColumn() {
            @Override
            public int get(int entity) {
                return generations.idOrNone(column.get(entity));
            }

            @Override
            public void set(int entity, int id) {
                column.set(entity, generations.ofLiving(id));
            }

            @Override
            public String toString() {
                return column.toString();
            }
        };
    }
}
