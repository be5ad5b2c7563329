package dev.mayfly.ecs.internal.store;

import com.artemis.utils.BitVector;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.PackedRows;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which entities have a component: one bit an entity id. As a store that the entity manager grows
 * with the world it is also where the component's columns learn to grow.
 */
public final class Presence extends BitVector {

    private final SoaBuffer columns;

    /** Which rows entities have; null where each id has its own. */
    private final @Nullable PackedRows packed;

    private final IntPredicate has = this::get;

    /** How many rows the world has wanted. */
    private int wanted;

    /** Is told who has the component; null in standard. */
    private final @Nullable ColumnGuard rows;

    /** The entities whose components Artemis takes away when it frees their ids. */
    private final BitVector dying;

    /**
     * The same as bytes, for whoever asks of one entity after the other: a load and a compare,
     * where a bit is looked up in some more steps. Null where nobody does.
     */
    private byte @Nullable [] marks;

    /** From checked on: how often each row has been gained. */
    private int[] lives = {};

    Presence(SoaBuffer columns, @Nullable ColumnGuard rows, BitVector dying) {
        this.columns = columns;
        packed = Insides.of(columns).packed();
        this.rows = rows;
        this.dying = dying;
    }

    /** Has {@link #isMarked} answer; before the entity manager grows this for the first time. */
    public void mark() {
        marks = new byte[0];
    }

    /**
     * Whether the entity has the component.
     *
     * @throws ArrayIndexOutOfBoundsException if the world has no room for such an id yet
     */
    @SuppressWarnings("NullAway") // asked after mark() alone, and at each get
    public boolean isMarked(int entityId) {
        return marks[entityId] != 0;
    }

    private void growMarks(int ids) {
        byte[] all = marks;
        if (all != null && ids > all.length) {
            marks = Arrays.copyOf(all, Math.max(ids, 2 * all.length));
        }
    }

    private void setMark(int entityId, boolean has) {
        byte[] all = marks;
        if (all != null) {
            all[entityId] = (byte) (has ? 1 : 0);
        }
    }

    @Override
    public void ensureCapacity(int bits) {
        super.ensureCapacity(bits);
        growMarks(bits + 1);
        if (Safety.CHECKED) {
            growLives(bits + 1);
        }
        if (Safety.CHECKED && rows != null && packed == null) {
            rows.ensureRows(bits + 1);
        }
        // The entity manager's own list grows to one more than what it asks of its stores.
        wanted = Math.max(wanted, bits + 1);
        try {
            makeRoom(wanted);
        } catch (MayflyException | Error later) {
            // Thrown here it would leave the entity manager with some stores grown and others not.
            // Whoever gives the first of the new entities the component gets it.
        }
    }

    private void makeRoom(int ids) {
        if (packed == null) {
            columns.ensureRows(ids);
        } else {
            packed.ensureIds(ids);
        }
    }

    /** The entity has the component from now on. */
    public void gain(int entityId) {
        unsafeSet(entityId);
        setMark(entityId, true);
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
        if (packed != null && unsafeGet(entityId)) {
            packed.lose(entityId);
        }
        unsafeClear(entityId);
        setMark(entityId, false);
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
        growMarks(columns.size());
        if (rows != null) {
            rows.ensureRows(columns.size());
            growLives(columns.size());
            rows.ensureRoomToLose(2 * columns.size());
        }
    }

    /** Another state of the world has been brought back: whoever has the component now has it. */
    public void restored() {
        if (marks != null) {
            for (int id = 0; id < marks.length; id++) {
                marks[id] = (byte) (get(id) ? 1 : 0);
            }
        }
        if (packed != null) {
            packed.loseAllBut(has);
        }
        if (rows == null) {
            return;
        }
        int ids = packed == null ? columns.size() : packed.ids();
        for (int id = 0; id < ids; id++) {
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
        if (packed != null) {
            packed.release(has);
        }
    }

    /** Whether the columns have a row for the entity. */
    public boolean hasRow(int entityId) {
        return packed == null ? entityId < columns.size() : packed.find(entityId) >= 0;
    }

    /** Makes sure that they have one. */
    void growFor(int entityId) {
        try {
            makeRoom(wanted);
        } catch (LimitExceededException full) {
            makeRoom(entityId + 1);
        }
        if (packed != null) {
            packed.take(entityId);
        }
    }

    /** The row that the columns have for the entity. */
    int rowOf(int entityId) {
        return packed == null ? entityId : packed.of(entityId);
    }

    /** Whether there is something to be done at the end of a tick. */
    boolean endsTicks() {
        return rows != null || packed != null;
    }
}
