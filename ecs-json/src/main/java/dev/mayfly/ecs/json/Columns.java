package dev.mayfly.ecs.json;

import com.artemis.ComponentMapper;
import com.artemis.annotations.EntityId;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.woven.WovenMapper;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The columns of one store by the names of their fields, those that are transient left out, as they
 * are from files.
 *
 * @param byName every column of numbers
 * @param handles the columns of handles
 * @param links those that hold ids of entities
 * @param fields of a woven component, each field in its order; empty for a SoA component
 */
record Columns(
        Map<String, TypedBuffer> byName,
        Map<String, Handles> handles,
        Set<String> links,
        Map<String, WovenField> fields) {

    /** Whether components of a type are rows of columns, in the world of its mapper. */
    static boolean areOf(ComponentMapper<?> mapper) {
        return mapper instanceof SoaMapper || mapper instanceof WovenMapper;
    }

    static Columns of(ComponentMapper<?> mapper) {
        Columns columns =
                new Columns(
                        new HashMap<>(), new HashMap<>(), new HashSet<>(), new LinkedHashMap<>());
        if (mapper instanceof WovenMapper<?> woven) {
            columns.addAll(woven.columns());
            columns.addFields(mapper.getType().getType(), woven.columns());
        } else {
            columns.addAll(((SoaMapper<?>) mapper).store());
        }
        return columns;
    }

    private void addAll(Object store) {
        for (Class<?> type = store.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && !field.isTransient() && isColumn(field.getType())) {
                    add(store, field);
                }
            }
        }
    }

    private static boolean isColumn(Class<?> type) {
        return TypedBuffer.class.isAssignableFrom(type) || type == Handles.class;
    }

    private void add(Object store, Field field) {
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

    private void addFields(Class<?> component, Object store) {
        for (WovenField each : WovenField.of(component, store)) {
            if (each.isTransient()) {
                byName.remove(each.name());
                links.remove(each.name());
            } else {
                fields.put(each.name(), each);
            }
        }
    }
}
