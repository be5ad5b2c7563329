package dev.mayfly.ecs;

import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.TypedBuffer;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;

/**
 * Builds the store of a component type. All reflection goes through Artemis' own, so that a named
 * module opens its components to {@code artemis.odb} and to nobody else.
 */
final class StoreBuilder {

    private StoreBuilder() {}

    /** A new store of the type, its columns named for error messages. */
    static <T extends SoaComponent> T build(Class<T> type) {
        requireConcrete(type);
        T store = ScopedValue.where(SoaComponent.BUILDING, type).call(() -> newInstance(type));
        store.complete();
        nameColumns(store);
        return store;
    }

    static void requireConcrete(Class<? extends SoaComponent> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ComponentTypeException(
                    type,
                    "is abstract and has no store; use a concrete subclass, or mark a field that is"
                            + " not to be injected with @SkipWire");
        }
    }

    private static <T extends SoaComponent> T newInstance(Class<T> type) {
        try {
            return ClassReflection.newInstance(type);
        } catch (ReflectionException e) {
            throw new ComponentTypeException(
                    type,
                    "cannot be instantiated; make it a public class with a public constructor"
                        + " without parameters, and open its package to artemis.odb if it is in a"
                        + " named module",
                    e);
        }
    }

    private static void nameColumns(SoaComponent store) {
        for (Class<?> type = store.getClass();
                type != SoaComponent.class;
                type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && TypedBuffer.class.isAssignableFrom(field.getType())) {
                    nameColumn(store, field);
                }
            }
        }
    }

    private static void nameColumn(SoaComponent store, Field field) {
        try {
            field.setAccessible(true);
            if (field.get(store) instanceof TypedBuffer column) {
                store.columns().name(column, field.getName());
            }
        } catch (ReflectionException | InaccessibleObjectException e) {
            throw new ComponentTypeException(
                    store.getClass(),
                    "hides its column '"
                            + field.getName()
                            + "'; open its package to artemis.odb in its module's declaration",
                    e);
        }
    }
}
