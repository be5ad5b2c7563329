package dev.mayfly.ecs.internal.entity;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.utils.ImmutableBag;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Who deleted the last entity that had each id, and in which tick, for messages.
 *
 * <p>No part of an image: a note says of which generation it is, so one of a future that was
 * abandoned is taken for no other entity.
 */
final class Deaths {

    /** In place of a tick: it is not known which. */
    static final int NO_TICK = -1;

    /** By id: the generation in the high half, the tick in the low one; 0 for none. */
    private long[] notes = {};

    /** By id: the index of a system, or what is in the place of one. */
    private short[] deleters = {};

    /** Notes a death, unless that of the same entity is noted. */
    void note(int id, int generation, int tick, int deleter) {
        if (id >= notes.length) {
            grow(id + 1);
        }
        if ((int) (notes[id] >>> Integer.SIZE) != generation) {
            notes[id] = (long) generation << Integer.SIZE | tick;
            deleters[id] = (short) deleter;
        }
    }

    private void grow(int count) {
        int more = Math.max(count, notes.length + (notes.length >> 1));
        notes = Arrays.copyOf(notes, more);
        deleters = Arrays.copyOf(deleters, more);
    }

    /**
     * How the entity came to its end, as a sentence.
     *
     * @param tick which it is if it was deleted in this one; {@link #NO_TICK} if it was not
     * @param world whose systems deleted it
     */
    String tell(int id, int generation, int tick, @Nullable World world) {
        if (id < notes.length && (int) (notes[id] >>> Integer.SIZE) == generation) {
            return tell((int) notes[id], deleters[id], world);
        }
        if (tick != NO_TICK) {
            return "It was deleted in this tick, which is tick " + tick + ".";
        }
        if (id < notes.length && notes[id] != 0) {
            return "It was deleted before tick "
                    + (int) notes[id]
                    + ", when a later entity of that id was.";
        }
        return "Who deleted it is not known: that was before the world was restored or loaded, or"
                + " it is to be created again after a restore, or the handle is another world's.";
    }

    private static String tell(int tick, short deleter, @Nullable World world) {
        return switch (deleter) {
            case Generations.NO_SYSTEM ->
                    "It was deleted before tick " + tick + ", between two ticks.";
            case Generations.LISTENER ->
                    "It was deleted in tick " + tick + ", by a subscription listener.";
            case Generations.UNSEEN -> "It was deleted in tick " + tick + ".";
            default ->
                    "It was deleted in tick "
                            + tick
                            + ", in the turn of "
                            + system(deleter, world)
                            + ", by its commands, or by a listener before it.";
        };
    }

    private static String system(int index, @Nullable World world) {
        if (world == null) {
            return "system " + index;
        }
        ImmutableBag<BaseSystem> systems = world.getSystems();
        return systems.get(index).getClass().getSimpleName();
    }
}
