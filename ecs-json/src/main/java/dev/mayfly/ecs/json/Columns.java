package dev.mayfly.ecs.json;

import com.artemis.annotations.EntityId;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.SoaComponent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns of one store by the names of their fields, those that are transient left out, as they
 * are from files.
 *
 * @param byName every column but those of handles
 * @param handles the columns of handles
 * @param links those that hold ids of entities
 */
record Columns(Map<String, TypedBuffer> byName, Map<String, Handles> handles, Set<String> links) {

    static Columns of(SoaComponent store) {
        Columns columns = new Columns(new HashMap<>(), new HashMap<>(), new HashSet<>());
        for (Class<?> type = store.getClass();
                type != SoaComponent.class;
                type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && !field.isTransient() && isColumn(field.getType())) {
                    columns.add(store, field);
                }
            }
        }
        return columns;
    }

    private static boolean isColumn(Class<?> type) {
        return TypedBuffer.class.isAssignableFrom(type) || type == Handles.class;
    }

    private void add(SoaComponent store, Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(store);
            if (value instanceof Handles column) {
                handles.putIfAbsent(field.getName(), column);
            } else if (value instanceof TypedBuffer column) {
                byName.putIfAbsent(field.getName(), column);
                if (column instanceof Ints && field.getDeclaredAnnotation(EntityId.class) != null) {
                    links.add(field.getName());
                }
            }
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "A column that Artemis could read is hidden: " + field.getName(), e);
        }
    }
}
