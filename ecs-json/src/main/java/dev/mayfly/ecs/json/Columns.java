package dev.mayfly.ecs.json;

import com.artemis.annotations.EntityId;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.SoaComponent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns of one store by the names of their fields.
 *
 * @param byName every column
 * @param links those that hold ids of entities
 */
record Columns(Map<String, TypedBuffer> byName, Set<String> links) {

    static Columns of(SoaComponent store) {
        Columns columns = new Columns(new HashMap<>(), new HashSet<>());
        for (Class<?> type = store.getClass();
                type != SoaComponent.class;
                type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && TypedBuffer.class.isAssignableFrom(field.getType())) {
                    columns.add(store, field);
                }
            }
        }
        return columns;
    }

    private void add(SoaComponent store, Field field) {
        try {
            field.setAccessible(true);
            if (field.get(store) instanceof TypedBuffer column) {
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
