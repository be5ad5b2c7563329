package dev.mayfly.ecs.internal.store;

import com.artemis.utils.BitVector;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Which entities have a component: one bit an entity id. As a store that the entity manager grows
 * with the world it is also where the component's columns learn to grow.
 */
public final class Presence extends BitVector {

    private final SoaBuffer columns;

    /** How many rows the world has wanted. */
    private int wanted;

    /** Is told who has the component; null in standard. */
    private final @Nullable ColumnGuard rows;

    /** The entities whose components Artemis takes away when it frees their ids. */
    private final BitVector dying;

    /** From checked on: how often each row has been gained. */
    private int[] lives = {};

    Presence(SoaBuffer columns, @Nullable ColumnGuard rows, BitVector dying) {
        this.columns = columns;
        this.rows = rows;
        this.dying = dying;
    }

    @Override
    public void ensureCapacity(int bits) {
        super.ensureCapacity(bits);
        if (Safety.CHECKED && rows != null) {
            rows.ensureRows(bits + 1);
            growLives(bits + 1);
        }
        // The entity manager's own list grows to one more than what it asks of its stores.
        wanted = Math.max(wanted, bits + 1);
        try {
            columns.ensureRows(wanted);
        } catch (MayflyException | Error later) {
            // Thrown here it would leave the entity manager with some stores grown and others not.
            // Whoever gives the first of the new entities the component gets it.
        }
    }

    /** The entity has the component from now on. */
    public void gain(int entityId) {
        unsafeSet(entityId);
        if (Safety.CHECKED && rows != null) {
            rows.own(entityId);
            lives[entityId]++;
            dying.clear(entityId);
        }
    }

    private void growLives(int ids) {
        if (ids > lives.length) {
            lives = Arrays.copyOf(lives, Math.max(ids, 2 * lives.length));
        }
    }

    /**
     * Which of those that the id has had one after the other its component is, or was last; 0 in
     * standard.
     */
    public int life(int entityId) {
        return Safety.CHECKED ? lives[entityId] : 0;
    }

    /** The entity does not have the component from now on. */
    public void lose(int entityId) {
        if (Safety.CHECKED && rows != null) {
            loseRow(rows, entityId);
        }
        unsafeClear(entityId);
    }

    /** For listeners that are told later the values stay, unless they have been told. */
    private void loseRow(ColumnGuard guard, int entityId) {
        if (dying.get(entityId)) {
            guard.disown(entityId);
        } else if (unsafeGet(entityId)) {
            guard.lose(entityId);
        }
    }

    /** Two states of the world are about to be brought back, one after the other. */
    public void beforeRestoring() {
        if (rows != null) {
            rows.ensureRows(columns.size());
            growLives(columns.size());
            rows.ensureRoomToLose(2 * columns.size());
        }
    }

    /** Another state of the world has been brought back: whoever has the component now has it. */
    public void restored() {
        if (rows == null) {
            return;
        }
        for (int id = 0; id < columns.size(); id++) {
            if (get(id)) {
                if (!rows.isOwned(id)) {
                    lives[id]++;
                }
                rows.own(id);
            } else if (rows.isOwned(id)) {
                rows.lose(id);
            }
        }
    }

    /** What was lost in a tick may be read no longer. */
    void endTick() {
        if (rows != null) {
            rows.forgetLost();
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
