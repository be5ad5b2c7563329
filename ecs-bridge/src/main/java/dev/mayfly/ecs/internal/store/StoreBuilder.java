package dev.mayfly.ecs.internal.store;

import com.artemis.World;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.entity.WorldColumns;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Map;

/**
 * Builds the store of a component type. All reflection goes through Artemis' own, so that a named
 * module opens its components to {@code artemis.odb} and to nobody else.
 */
public final class StoreBuilder {

    private static final String END =
            "Its world was disposed of. Read what is to be kept before that, as in a system's"
                    + " dispose().";

    private final World world;
    private final SoaBuffer columns;
    private final WorldColumns columnsOfWorld;

    private StoreBuilder(World world, SoaBuffer columns, WorldColumns columnsOfWorld) {
        this.world = world;
        this.columns = columns;
        this.columnsOfWorld = columnsOfWorld;
    }

    /**
     * A new instance of the class for this world, with the columns that it declares.
     *
     * @param type of stores
     * @param columns takes the columns that it declares, named for error messages
     * @param columnsOfWorld what they belong to
     */
    public static <T> T build(
            Class<T> type, World world, SoaBuffer columns, WorldColumns columnsOfWorld) {
        return build(new Declaration(type, world, columns, Map.of()), type, columnsOfWorld);
    }

    static <T> T build(Declaration declaration, Class<T> type, WorldColumns columnsOfWorld) {
        World world = declaration.world();
        SoaBuffer columns = declaration.columns();
        T store = declaration.construct(() -> newInstance(type));
        Insides.of(columns).belongTo(columnsOfWorld);
        new StoreBuilder(world, columns, columnsOfWorld).nameColumns(store);
        // Refuses what is marked as one and cannot be one.
        IdColumn.of(store).forEach(each -> columnsOfWorld.addIds(columns, each.column()));
        Insides.of(columns).explainEnd(END);
        return store;
    }

    /** Throws if there can be no instance of the type. */
    public static void requireConcrete(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ComponentTypeException(
                    type,
                    "is abstract and has no store; use a concrete subclass, or mark a field that is"
                            + " not to be injected with @SkipWire");
        }
    }

    private static <T> T newInstance(Class<T> type) {
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

    private void nameColumns(Object store) {
        for (Class<?> type = store.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic() && isColumn(field.getType())) {
                    nameColumn(store, field);
                }
            }
        }
    }

    private static boolean isColumn(Class<?> type) {
        return TypedBuffer.class.isAssignableFrom(type) || Face.class.isAssignableFrom(type);
    }

    private void nameColumn(Object store, Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(store);
            if (value instanceof Face<?> face && Insides.of(face) instanceof Longs handles) {
                columns.name(handles, field.getName());
                columnsOfWorld.addHandles(world);
            } else if (value instanceof TypedBuffer column) {
                columns.name(column, field.getName());
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
