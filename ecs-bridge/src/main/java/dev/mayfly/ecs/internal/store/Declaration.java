package dev.mayfly.ecs.internal.store;

import com.artemis.World;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.StrayComponentException;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * The columns of a store class, which its one instance in a world declares while it is constructed.
 */
public final class Declaration {

    /** What is being constructed on this thread; a constructor run for none is a stray. */
    private static final ScopedValue<Declaration> UNDERWAY = ScopedValue.newInstance();

    private final Class<?> type;
    private final World world;
    private final SoaBuffer columns;
    private boolean complete;

    Declaration(Class<?> type, World world, SoaBuffer columns) {
        this.type = type;
        this.world = world;
        this.columns = columns;
    }

    /**
     * For the constructor of a store: what it is constructed for.
     *
     * @throws StrayComponentException if for nothing
     */
    public static Declaration of(Class<?> store) {
        Declaration underway = underway();
        if (underway == null || underway.type != store) {
            throw new StrayComponentException(store);
        }
        return underway;
    }

    /** What is constructed on this thread; null for nothing. */
    public static @Nullable Declaration underway() {
        return UNDERWAY.isBound() ? UNDERWAY.get() : null;
    }

    /** The instance that {@code constructor} makes; its columns are fixed from then on. */
    <T> T construct(Supplier<T> constructor) {
        T store = ScopedValue.where(UNDERWAY, this).call(constructor::get);
        complete = true;
        return store;
    }

    /** The store class. */
    public Class<?> type() {
        return type;
    }

    /** The world that it is constructed for. */
    public World world() {
        return world;
    }

    /** The columns, once all are declared. */
    public SoaBuffer columns() {
        return columns;
    }

    /** The columns, to add one. */
    public SoaBuffer growing() {
        if (complete) {
            throw new ComponentTypeException(
                    type,
                    "asked for a column after its construction; make each column in a field"
                            + " initializer or in the constructor");
        }
        return columns;
    }
}
