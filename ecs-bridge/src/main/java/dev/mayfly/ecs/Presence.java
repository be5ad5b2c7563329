package dev.mayfly.ecs;

import com.artemis.utils.BitVector;

import dev.mayfly.allocator.ColumnSet;

/**
 * Which entities have a component: one bit an entity id. As a store that the entity manager grows
 * with the world it is also where the component's columns learn to grow.
 */
final class Presence extends BitVector {

    private final ColumnSet columns;

    Presence(ColumnSet columns) {
        this.columns = columns;
    }

    @Override
    public void ensureCapacity(int bits) {
        super.ensureCapacity(bits);
        // The entity manager's own list grows to one more than what it asks of its stores.
        columns.ensureRows(bits + 1);
    }
}
