package dev.mayfly.ecs.internal.artemis;

import com.artemis.EntityEdit;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.IntDeque;

import dev.mayfly.ecs.error.ParallelMisuseException;

import org.jspecify.annotations.Nullable;

/**
 * Refuses structural change while bodies run in parallel.
 *
 * <p>Every change of structure writes to one of four objects of Artemis before it changes anything
 * else: creation asks the queue of ids, deletion marks the deleted, a change of components marks
 * the changed, and an edit is taken from a pool. They are replaced by objects that do the same and
 * look at a flag first, which costs a read where an entity changes, and nothing where none does. So
 * what is refused is refused at once, at every safety level, with nothing half done. It is done in
 * worlds that have a {@code ParallelSpanSystem}, while they are made: later somebody could hold the
 * objects that are replaced.
 *
 * <p>Rounds of subscription listeners are seen at the same objects: Artemis asks them whether
 * anything has changed. That is done in worlds that are run by somebody else's strategy.
 */
public final class ParallelGuard {

    /** Written by the thread that starts and ends loops, while no other runs. */
    private boolean parallel;

    /** Whether it is systems that run, and not the bodies of one. */
    private boolean systems;

    private @Nullable RoundWatch watch;

    /** Bodies of a system run from now on. */
    public void begin() {
        parallel = true;
        systems = false;
    }

    /** Systems run side by side from now on. */
    public void beginSystems() {
        parallel = true;
        systems = true;
    }

    public void end() {
        parallel = false;
    }

    /** Whether bodies, or systems side by side, run now. */
    public boolean isOn() {
        return parallel;
    }

    /**
     * Throws if bodies, or systems side by side, run now.
     *
     * @param what was done, to begin the message with
     * @param instead what a body does instead
     */
    public void requireNone(String what, String instead) {
        if (parallel) {
            throw systems
                    ? ParallelMisuseException.notAlone(what)
                    : ParallelMisuseException.inBody(what, instead);
        }
    }

    /**
     * Refuses in this world from now on.
     *
     * @param watch who sees rounds of subscription listeners; null for nobody
     */
    public void install(World world, @Nullable RoundWatch watch) {
        EntityManager ids = world.getEntityManager();
        IntDeque queue = ArtemisInternals.read(EntityManager.class, "limbo", ids, IntDeque.class);
        ArtemisInternals.write(EntityManager.class, "limbo", ids, new Ids(queue));

        Object changes = ArtemisInternals.read(World.class, "batchProcessor", world, Object.class);
        Class<?> type = changes.getClass();
        this.watch = watch;
        replaceBits(ids, changes, "changed", "The components of entity ", " were changed");
        replaceBits(ids, changes, "deleted", "Entity ", " was deleted");
        ArtemisInternals.write(type, "pool", changes, new Edits());
    }

    private void replaceBits(
            EntityManager ids, Object changes, String field, String before, String after) {
        Class<?> type = changes.getClass();
        BitVector bits = ArtemisInternals.read(type, field, changes, BitVector.class);
        GuardedBits guarded = new GuardedBits(bits, before, after);
        ids.registerEntityStore(guarded);
        ArtemisInternals.write(type, field, changes, guarded);
    }

    private ParallelMisuseException refused(String what) {
        return systems
                ? ParallelMisuseException.besideOthers(what)
                : ParallelMisuseException.inBody(what, "record it with worker.commands()");
    }

    /** The ids that wait to be handed out. */
    private final class Ids extends IntDeque {

        Ids(IntDeque waiting) {
            for (int i = 0; i < waiting.size(); i++) {
                add(waiting.get(i));
            }
        }

        @Override
        public boolean isEmpty() {
            if (parallel) {
                throw refused("An entity was created");
            }
            return super.isEmpty();
        }
    }

    /** The entities that were changed, or deleted, since the listeners were told. */
    private final class GuardedBits extends BitVector {

        private final String before;
        private final String after;

        GuardedBits(BitVector bits, String before, String after) {
            super(bits);
            this.before = before;
            this.after = after;
        }

        @Override
        public void unsafeSet(int entity) {
            if (parallel) {
                throw refused(before + entity + after);
            }
            super.unsafeSet(entity);
        }

        /** A round begins with asking the changed, and then the deleted; nothing else asks. */
        @Override
        public boolean isEmpty() {
            boolean empty = super.isEmpty();
            RoundWatch seen = watch;
            if (seen == null || (empty && !seen.isWaiting())) {
                return empty;
            }
            seen.beforeRound();
            return super.isEmpty();
        }
    }

    /** The edits that wait for their next use; there are none before the world is made. */
    private final class Edits extends Bag<EntityEdit> {

        @Override
        public boolean isEmpty() {
            if (parallel) {
                throw refused("An entity was edited");
            }
            return super.isEmpty();
        }
    }
}
