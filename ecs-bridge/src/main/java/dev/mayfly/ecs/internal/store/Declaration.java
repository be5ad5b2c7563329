package dev.mayfly.ecs.internal.store;

import com.artemis.World;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.StrayComponentException;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
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

    /** What the stores of the world share beside the world, by its class. */
    private final Map<Class<?>, Object> shared;

    private boolean complete;
    private @Nullable Store<?> store;
    private boolean canonical;

    Declaration(Class<?> type, World world, SoaBuffer columns, Map<Class<?>, Object> shared) {
        this.shared = shared;
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

    /** The thing of this class that the stores of the world share; made for the first. */
    public <S> S shared(Class<S> type, Supplier<S> making) {
        return type.cast(shared.computeIfAbsent(type, _ -> making.get()));
    }

    /** The store that the columns are of, once it is made. */
    public Store<?> store() {
        return Objects.requireNonNull(store, "A store is made right after its columns");
    }

    /** Whether a component of the store is one object for as long as an entity has it. */
    public boolean isCanonical() {
        return canonical;
    }

    void store(Store<?> made, boolean isCanonical) {
        store = made;
        canonical = isCanonical;
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
