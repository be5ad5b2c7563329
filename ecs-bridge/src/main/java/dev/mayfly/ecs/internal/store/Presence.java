package dev.mayfly.ecs.internal.store;

import com.artemis.utils.BitVector;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;

/**
 * Which entities have a component: one bit an entity id. As a store that the entity manager grows
 * with the world it is also where the component's columns learn to grow.
 */
public final class Presence extends BitVector {

    private final SoaBuffer columns;

    /** How many rows the world has wanted. */
    private int wanted;

    Presence(SoaBuffer columns) {
        this.columns = columns;
    }

    @Override
    public void ensureCapacity(int bits) {
        super.ensureCapacity(bits);
        // The entity manager's own list grows to one more than what it asks of its stores.
        wanted = Math.max(wanted, bits + 1);
        try {
            columns.ensureRows(wanted);
        } catch (MayflyException | Error later) {
            // Thrown here it would leave the entity manager with some stores grown and others not.
            // Whoever gives the first of the new entities the component gets it.
        }
    }

    /** Whether the columns have a row for the entity. */
    public boolean hasRow(int entityId) {
        return entityId < columns.size();
    }

    /** Makes sure that they have one. */
    void growFor(int entityId) {
        try {
            columns.ensureRows(wanted);
        } catch (LimitExceededException full) {
            columns.ensureRows(entityId + 1);
        }
    }
}
