package dev.mayfly.ecs.internal.artemis;

import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;

/**
 * What Artemis does in a round of subscription listeners: tells them of entities that were changed
 * or deleted, and puts edits back into their pool. Most rounds have nothing to do, and a scope
 * around one of those would cost more than the round.
 */
public final class PendingChanges {

    private final BitVector changed;
    private final BitVector deleted;
    private final Bag<?> edited;

    /** Those of a world that has been made: what they lead to may be replaced until then. */
    public PendingChanges(World world) {
        Object changes = ArtemisInternals.read(World.class, "batchProcessor", world, Object.class);
        Class<?> type = changes.getClass();
        changed = ArtemisInternals.read(type, "changed", changes, BitVector.class);
        deleted = ArtemisInternals.read(type, "deleted", changes, BitVector.class);
        edited = ArtemisInternals.read(type, "edited", changes, Bag.class);
    }

    /** Whether a round has nothing to do. Reads as much as a round that finds nothing does. */
    public boolean areNone() {
        return changed.isEmpty() && deleted.isEmpty() && edited.isEmpty();
    }
}
