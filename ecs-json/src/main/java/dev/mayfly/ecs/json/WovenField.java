package dev.mayfly.ecs.json;

import com.artemis.Entity;
import com.artemis.annotations.EntityId;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.ReflectionException;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.woven.References;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * A field of a woven component, and the column that its values are in.
 *
 * @param type that the field had
 * @param element of what its objects hold, where its generic type says so
 * @param column a {@code TypedBuffer}, or {@link References}
 * @param isLink whether it is marked {@code @EntityId}
 * @param initial its value in a new component
 */
record WovenField(
        String name,
        Class<?> type,
        @Nullable Class<?> element,
        Object column,
        boolean isLink,
        boolean isTransient,
        @Nullable Object initial) {

    /** Those of a component, in their order. */
    static List<WovenField> of(Class<?> component, Object store) {
        List<WovenField> found = new ArrayList<>();
        Object fresh = fresh(component);
        for (Field each : component.getDeclaredFields()) {
            Object column = column(store, each.getName());
            if (column != null && !Modifier.isStatic(each.getModifiers())) {
                Method accessor = accessor(component, each.getName());
                found.add(
                        new WovenField(
                                each.getName(),
                                accessor.getReturnType(),
                                element(each.getGenericType()),
                                column,
                                each.isAnnotationPresent(EntityId.class),
                                Modifier.isTransient(each.getModifiers()),
                                initial(accessor, fresh)));
            }
        }
        return found;
    }

    private static @Nullable Object column(Object store, String name) {
        try {
            Object column = store.getClass().getField(name).get(store);
            return column instanceof TypedBuffer || column instanceof References ? column : null;
        } catch (NoSuchFieldException e) {
            return null; // a field of the weaver's own
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A public column is hidden: " + name, e);
        }
    }

    /** What is in the place of the field has not its type; its accessor has. */
    private static Method accessor(Class<?> component, String name) {
        try {
            return component.getMethod(name + "$get");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    component.getName() + " was woven by another version: it has no " + name, e);
        }
    }

    private static Object fresh(Class<?> component) {
        try {
            return ClassReflection.newInstance(component);
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "A component that Artemis could make cannot be made: " + component.getName(),
                    e);
        }
    }

    private static @Nullable Object initial(Method accessor, Object fresh) {
        try {
            return accessor.invoke(fresh);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public accessor fails: " + accessor, e);
        }
    }

    /** Whether a row has what a new component has, so that a file need not say it. */
    boolean isInitialIn(int row) {
        Object value = boxedIn(row);
        return Objects.deepEquals(value, initial);
    }

    private @Nullable Object boxedIn(int row) {
        if (type == char.class) {
            return (char) ((Shorts) column).get(row);
        }
        Object value = valueIn(row);
        return value instanceof TypedBuffer numbers ? Elements.get(numbers, row) : value;
    }

    private static @Nullable Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (arguments[arguments.length - 1] instanceof Class<?> last) {
                return last;
            }
        }
        return null;
    }

    /** The value in a row, where it is not written as the element of a column of numbers. */
    @Nullable Object valueIn(int row) {
        if (type == boolean.class) {
            return ((Bytes) column).get(row) != 0;
        }
        if (type == char.class) {
            return String.valueOf((char) ((Shorts) column).get(row));
        }
        return column instanceof References objects ? objects.get(row) : column;
    }

    /** Why the field cannot take this value; null if it can, as far as is known before. */
    @Nullable String problem(JsonValue value) {
        if (type == char.class && value.isString()) {
            return value.asString().length() == 1
                    ? null
                    : Elements.describe(value) + " is not one character.";
        }
        return column instanceof TypedBuffer numbers ? Elements.problem(numbers, value) : null;
    }

    /** Whether it holds an entity, or entities, as objects. */
    boolean isOfEntities() {
        return type == Entity.class || (type == Bag.class && element == Entity.class);
    }

    /** Whether it holds a bag of ids of entities. */
    boolean isBagOfIds() {
        return type == IntBag.class && isLink;
    }

    /** Tells the ids of the entities that a row of objects holds. */
    void eachEntity(int row, IntConsumer targets) {
        Object value = valueIn(row);
        if (value instanceof Entity one) {
            targets.accept(one.getId());
        } else if (value instanceof IntBag ids) {
            for (int i = 0; i < ids.size(); i++) {
                targets.accept(ids.get(i));
            }
        } else if (value instanceof Bag<?> entities) {
            for (Object each : entities) {
                targets.accept(((Entity) each).getId());
            }
        }
    }
}
