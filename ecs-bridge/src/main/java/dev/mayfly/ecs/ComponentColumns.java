package dev.mayfly.ecs;

import com.artemis.Component;
import com.artemis.World;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import java.util.List;

/**
 * The columns of a component type in one world, by the names of its fields: for a system that is to
 * loop over the columns of a component that is marked {@link Columns}, and for queries, commands
 * and spatial grids, which take columns.
 *
 * <pre>{@code
 * @All(Position.class)
 * public final class GravitySystem extends SpanSystem {
 *     Floats y;
 *
 *     @Override
 *     protected void initialize() {
 *         y = ComponentColumns.of(world, Position.class).floats("y");
 *     }
 * }
 * }</pre>
 *
 * <p>A field of type {@code boolean} is a column of bytes, 0 or 1; one of type {@code char} a
 * column of shorts, {@code (short) value}. Fields of other types that are no primitives are in no
 * column that can be had. What is returned is the same object each time and lives as long as the
 * world.
 */
public final class ComponentColumns {

    private final Class<?> type;
    private final ColumnStore columns;

    private ComponentColumns(Class<?> type, ColumnStore columns) {
        this.type = type;
        this.columns = columns;
    }

    /**
     * Those of a type in a world.
     *
     * @throws ComponentTypeException if components of the type are not in columns
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static ComponentColumns of(World world, Class<? extends Component> type) {
        SoaStores stores =
                BridgeSystem.of(world, BridgeSystem.class, "ComponentColumns.of()").stores();
        if (!stores.isStored(type)) {
            throw new ComponentTypeException(
                    type,
                    "is a plain component, which has no columns; mark it @Columns and have"
                            + " mayfly-weaver in the build, or make it a SoaComponent");
        }
        return new ComponentColumns(type, Insides.of(stores.store(type).columns()));
    }

    /**
     * That of a field of type {@code float}.
     *
     * @throws ComponentTypeException if there is none of this name; the message lists those there
     *     are
     */
    public Floats floats(String field) {
        return column(Floats.class, "float", field);
    }

    /**
     * That of a field of type {@code int}.
     *
     * @throws ComponentTypeException if there is none of this name
     */
    public Ints ints(String field) {
        return column(Ints.class, "int", field);
    }

    /**
     * That of a field of type {@code long}.
     *
     * @throws ComponentTypeException if there is none of this name
     */
    public Longs longs(String field) {
        return column(Longs.class, "long", field);
    }

    /**
     * That of a field of type {@code double}.
     *
     * @throws ComponentTypeException if there is none of this name
     */
    public Doubles doubles(String field) {
        return column(Doubles.class, "double", field);
    }

    /**
     * That of a field of type {@code short} or {@code char}.
     *
     * @throws ComponentTypeException if there is none of this name
     */
    public Shorts shorts(String field) {
        return column(Shorts.class, "short", field);
    }

    /**
     * That of a field of type {@code byte} or {@code boolean}.
     *
     * @throws ComponentTypeException if there is none of this name
     */
    public Bytes bytes(String field) {
        return column(Bytes.class, "byte", field);
    }

    private <C> C column(Class<C> kind, String element, String field) {
        List<String> layout = columns.layout();
        int at = layout.indexOf(element + " " + field);
        if (at < 0) {
            throw new ComponentTypeException(
                    type,
                    "has no column '"
                            + element
                            + " "
                            + field
                            + "'; it has "
                            + (layout.isEmpty() ? "none at all" : String.join(", ", layout)));
        }
        return kind.cast(columns.column(at));
    }
}
