package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.internal.access.ObjectsCopy;
import dev.mayfly.ecs.internal.entity.IdFields;
import dev.mayfly.ecs.internal.entity.NewIds;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A component that lives for the tick: an entity has it from {@link #create} to the end of the
 * tick. Injected by its type argument, one for each type and world:
 *
 * <pre>{@code
 * public final class Hit implements Poolable {
 *     public float damage;
 *
 *     @Override
 *     public void reset() {
 *         damage = 0;
 *     }
 * }
 *
 * FrameMapper<Hit> hits; // injected
 *
 * hits.create(e).damage += 5;
 * for (int i = 0; i < hits.size(); i++) {
 *     health.points.add(hits.entity(i), -hits.value(i).damage);
 * }
 * }</pre>
 *
 * <p>The component is no part of the entity's composition: no aspect asks for it and no listener
 * hears of it. That makes it cheap: creating costs a few writes, and all are cleared at the end of
 * the tick by one increment. What is created between two ticks belongs to the next one. An entity
 * that is deleted keeps its value to the end of the tick, as it keeps its id; the next entity of
 * that id starts without one. A tick that fails by an exception ends like any other. A snapshot
 * holds the values that there are between two ticks; restoring it brings them back, with what is
 * left of their life, and ends all others.
 *
 * <p>With {@link Lifetime} on the type a value lives for more ticks, counted from the last tick in
 * which it was created: the first {@code create} in a tick makes it new even if the entity has one
 * of an earlier tick, so that every tick starts from nothing. It keeps its place in the order. The
 * end of a tick then costs time in proportion to the values. A deleted entity loses its value at
 * the end of the tick.
 *
 * <p>The type must be a public, concrete class without type parameters, have a public constructor
 * without parameters, and be {@link Poolable} or a {@code PooledComponent}: instances are reset and
 * used again, so do not keep one beyond the life of its value. With {@code -Dmayfly.safety=checked}
 * each is new instead, so that one kept too long holds what it held; and where the JVM runs with
 * the allocator's agent, using it throws {@link dev.mayfly.allocator.error.ExpiredException}.
 *
 * <p>Belongs to its world; not for concurrent use. In standard nothing allocates once as many
 * values have been in use as are needed at a time.
 *
 * @param <T> the type of the values
 */
public final class FrameMapper<T> extends TransientTable {

    private final Instances<T> instances;

    /** By slot; beyond the slots in use, instances that wait for their next use. */
    private @Nullable T[] values;

    @SuppressWarnings("unchecked")
    FrameMapper(World world, Instances<T> instances) {
        super(world, instances.type());
        this.instances = instances;
        values = (T[]) new Object[0];
    }

    /**
     * The value that the entity has of this tick; if it has none, a new one.
     *
     * @return the value, until it ends
     * @throws DeadEntityException if there is no such entity
     */
    public T create(int entity) {
        if (Safety.CHECKED) {
            beforeWrite("created a");
        }
        int slot = slotOfThisTick(entity);
        return slot == NONE ? add(entity) : at(slot);
    }

    /**
     * The entity's value, or null if it has none.
     *
     * @return the value, until it ends
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     */
    public @Nullable T get(int entity) {
        if (Safety.CHECKED) {
            beforeRead();
        }
        int slot = slotOf(entity);
        return slot == NONE ? absent(entity) : at(slot);
    }

    /**
     * The value of {@link #entity entity(index)}.
     *
     * @param index 0 for the one that was created first; less than {@link #size()}
     * @return the value, until it ends
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such index
     */
    public T value(int index) {
        if (Safety.CHECKED) {
            beforeRead();
        }
        return at(check(index));
    }

    @Override
    void settle(NewIds ids) {
        IdFields fields = instances.ids();
        for (int slot = 0; fields != null && slot < slots(); slot++) {
            fields.settle(at(slot), ids);
        }
    }

    /** Shows the values that there are, for a copy of what they hold or to be left out of it. */
    void show(ObjectsCopy copy, boolean copied) {
        for (int slot = 0; slot < slots(); slot++) {
            T value = at(slot);
            if (copied) {
                copy.add(value, entityOf(slot));
            } else {
                copy.leaveOut(value);
            }
        }
    }

    Instances<T> instances() {
        return instances;
    }

    /** Makes room for this many values. */
    void ensureValues(int slots) {
        if (values.length < slots) {
            values = Arrays.copyOf(values, 2 * slots);
        }
    }

    /** Puts instances, from an index on, into the slots; there is room for them. */
    void replaceAll(@Nullable T[] replacements, int from, int slots) {
        System.arraycopy(replacements, from, values, 0, slots);
    }

    private @Nullable T absent(int entity) {
        if (Safety.CHECKED) {
            requireAlive(entity);
        }
        return null;
    }

    private T add(int entity) {
        int slot = slotToFill(entity);
        if (slot >= values.length) {
            values = Arrays.copyOf(values, 2 * slot + 1);
        }
        T value = instances.renewed(values[slot]);
        requireStillToFill(slot, entity);
        instances.put(values, slot, value);
        fill(slot, entity);
        return value;
    }

    /** Throws where another value was given a slot while this one was made or reset. */
    private void requireStillToFill(int slot, int entity) {
        int now = slotOf(entity);
        if ((now == NONE ? slots() : now) != slot) {
            throw instances.reentered();
        }
    }

    @SuppressWarnings("NullAway") // a slot in use has a value
    T at(int slot) {
        return values[slot];
    }

    @Override
    void exchange(int slot, int other) {
        T value = values[slot];
        values[slot] = values[other];
        values[other] = value;
    }

    @Override
    void ended(int from, int to) {
        if (Safety.CHECKED) {
            instances.end(values, from, to);
        }
    }
}
