package dev.mayfly.ecs;

import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.internal.Face;

/**
 * A column of a {@link SoaComponent} that holds handles of entities, as {@link EntityHandles} makes
 * them: a link to another entity that never becomes one to the next entity of its id. Rows start at
 * {@link EntityHandles#NONE}.
 *
 * <pre>{@code
 * public final class Homing extends SoaComponent {
 *     public final Handles target = handles();
 * }
 *
 * homing.target.set(missile, handles.of(enemy));
 *
 * long target = homing.target.get(missile); // in a later tick
 * if (handles.isAlive(target)) {
 *     steer(missile, handles.id(target));
 * }
 * }</pre>
 *
 * <p>It is a column of {@code long}, as fast and with the same checks; snapshots keep handles and
 * what they are worth.
 */
public final class Handles extends Face<Longs> {

    private final Longs column;

    Handles(Longs column) {
        super(column);
        this.column = column;
    }

    /**
     * The handle in an entity's row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the world was disposed of
     */
    public long get(int entity) {
        return column.get(entity);
    }

    /**
     * Overwrites the handle in an entity's row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the world was disposed of
     */
    public void set(int entity, long handle) {
        column.set(entity, handle);
    }

    @Override
    public String toString() {
        return column.toString();
    }
}
