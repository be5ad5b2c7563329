package dev.mayfly.ecs;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.internal.access.OwnedColumns;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.EntityNumbers;
import dev.mayfly.ecs.internal.entity.NewIds;
import dev.mayfly.ecs.internal.store.Declaration;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A component that lives for the tick, stored as columns, one row an entity id: {@link FrameMapper}
 * in the form of {@link SoaComponent}. There is one instance per world, the store, injected by its
 * type.
 *
 * <pre>{@code
 * public final class Hit extends FrameComponent {
 *     public final Floats damage = floats();
 *     public final Ints by = ints(-1);
 * }
 *
 * Hit hit; // injected
 *
 * hit.damage.add(hit.touch(e), 5f);
 * for (int i = 0; i < hit.size(); i++) {
 *     int e = hit.entity(i);
 *     health.points.add(e, -hit.damage.get(e));
 * }
 * }</pre>
 *
 * <p>An entity has the component from its first {@link #touch} in a tick to the end of that tick,
 * which clears it for all entities by one increment. The first touch puts the row back to the
 * initial values. What is touched between two ticks belongs to the next one; a deleted entity keeps
 * its row to the end of the tick; a tick that fails by an exception ends like any other; with
 * {@link Lifetime} rows live for more ticks; and snapshots hold those that there are: all as told
 * at {@link FrameMapper}.
 *
 * <p>Columns do not know who has the component: a row of an entity that has not been touched holds
 * what was last in it, maybe another entity's. Go through {@link #entity}, or ask {@link #has},
 * before you read; {@link #touch} before you write.
 *
 * <p>The type must be public, concrete and have a public constructor without parameters; in a named
 * module its package is opened to {@code artemis.odb}. Columns are made in field initializers or in
 * the constructor, and live until the world is disposed of; using one later throws {@link
 * dev.mayfly.allocator.error.ExpiredException}. A type without columns is a marker.
 *
 * <p>Belongs to its world; not for concurrent use. Nothing allocates once as many entities as are
 * touched at a time have been.
 */
public abstract class FrameComponent extends TransientTable {

    private static final String ADVICE =
            "Call touch before you write, and ask has, or go by size and entity, before you read.";

    private final Declaration declaration;

    /** Is told who has the component; null in standard. */
    private @Nullable ColumnGuard rows;

    /** How many rows the world has wanted. */
    private int wanted;

    /** Those of the columns that hold ids of entities. */
    private Ints[] idColumns = {};

    /**
     * Called by the plugin, once per world.
     *
     * @throws StrayComponentException if anyone else calls it
     */
    protected FrameComponent() {
        Declaration underway = Declaration.underway();
        super(
                underway == null ? null : underway.world(),
                underway == null ? FrameComponent.class : underway.type());
        declaration = Declaration.of(getClass());
    }

    /**
     * Gives the entity the component of this tick, with the columns' initial values in its row; if
     * it has it of this tick, changes nothing.
     *
     * @return the entity's row, which is {@code entity}
     * @throws DeadEntityException if there is no such entity
     */
    public final int touch(int entity) {
        if (Safety.CHECKED) {
            beforeWrite("touched a");
        }
        if (slotOfThisTick(entity) == NONE) {
            add(entity);
        }
        return entity;
    }

    // The makers of columns stand in SoaComponent as well: protected methods of two types that have
    // different parents have no one place. What they do has: the declaration.

    /** A column of {@code float} whose rows start at 0. */
    protected final Floats floats() {
        return floats(0f);
    }

    /** A column of {@code float} whose rows start at {@code initial}. */
    protected final Floats floats(float initial) {
        return growing().floats(initial);
    }

    /** A column of {@code int} whose rows start at 0. */
    protected final Ints ints() {
        return ints(0);
    }

    /** A column of {@code int} whose rows start at {@code initial}. */
    protected final Ints ints(int initial) {
        return growing().ints(initial);
    }

    /** A column of {@code long} whose rows start at 0. */
    protected final Longs longs() {
        return longs(0L);
    }

    /** A column of {@code long} whose rows start at {@code initial}. */
    protected final Longs longs(long initial) {
        return growing().longs(initial);
    }

    /** A column of {@code double} whose rows start at 0. */
    protected final Doubles doubles() {
        return doubles(0d);
    }

    /** A column of {@code double} whose rows start at {@code initial}. */
    protected final Doubles doubles(double initial) {
        return growing().doubles(initial);
    }

    /** A column of {@code short} whose rows start at 0. */
    protected final Shorts shorts() {
        return shorts((short) 0);
    }

    /** A column of {@code short} whose rows start at {@code initial}. */
    protected final Shorts shorts(short initial) {
        return growing().shorts(initial);
    }

    /** A column of {@code byte} whose rows start at 0. */
    protected final Bytes bytes() {
        return bytes((byte) 0);
    }

    /** A column of {@code byte} whose rows start at {@code initial}. */
    protected final Bytes bytes(byte initial) {
        return growing().bytes(initial);
    }

    /** A column of handles of entities whose rows start at {@link EntityHandles#NONE}. */
    protected final Handles handles() {
        return new Handles(longs(EntityHandles.NONE));
    }

    /** The columns, once all are declared. */
    final SoaBuffer columns() {
        return declaration.columns();
    }

    /** Says which columns hold ids of entities; once all are declared. */
    final void idColumns(List<Ints> columns) {
        idColumns = columns.toArray(new Ints[0]);
    }

    private SoaBuffer growing() {
        return declaration.growing();
    }

    @Override
    final void guardBy(TypeGuard asked) {
        super.guardBy(asked);
        if (Safety.CHECKED) {
            rows = new OwnedColumns(asked, world(), Insides.of(columns()), ADVICE).rows();
        }
    }

    private void add(int entity) {
        int slot = slotToFill(entity);
        if (entity >= columns().size()) {
            growFor(entity);
        }
        columns().resetRow(entity);
        fill(slot, entity);
    }

    @Override
    final void ensureEntities(int count) {
        super.ensureEntities(count);
        wanted = Math.max(wanted, count);
        try {
            ensureRows(wanted);
        } catch (MayflyException | Error later) {
            // Thrown here it would leave the entity manager with some stores grown and others not.
            // Whoever first touches the component of a new entity gets it.
        }
    }

    /** Makes sure that there is a row for the entity. */
    final void growFor(int entity) {
        try {
            ensureRows(wanted);
        } catch (LimitExceededException full) {
            ensureRows(entity + 1);
        }
    }

    private void ensureRows(int count) {
        if (Safety.CHECKED && rows != null) {
            rows.ensureRows(count);
        }
        columns().ensureRows(count);
    }

    @Override
    final void gone(int entity) {
        if (rows != null) {
            rows.disown(entity);
        }
    }

    @Override
    final void gained(int entity) {
        if (rows != null) {
            rows.own(entity);
        }
    }

    @Override
    final void settle(NewIds ids) {
        for (Ints column : idColumns) {
            for (int slot = 0; slot < slots(); slot++) {
                int row = entityOf(slot);
                int value = column.get(row);
                if (EntityNumbers.isNumber(value)) {
                    column.set(row, ids.idOf(value));
                }
            }
        }
    }

    /** Rows stay where they are. */
    @Override
    final void exchange(int slot, int other) {}

    /** Rows are reset when they are touched. */
    @Override
    final void ended(int from, int to) {}
}
