package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.internal.artemis.BitWords;

import java.util.List;

/**
 * Compares what a file says twice, or says of what is not there: no writer of ours writes it,
 * checksum or not, and a world that was brought to it would come apart ticks later.
 *
 * <p>One difference is sound. An entity that was deleted and waits for the end of its tick keeps
 * its composition when a component is taken from it.
 */
final class SoundBooks {

    private final EntityImage entities;
    private final List<List<Integer>> compositions;
    private final List<StoreImage> stores;
    private final int words;

    /** Bits of the ids that wait to be handed out again. */
    private final long[] free;

    /**
     * Those of a file.
     *
     * @param entities with the file's numbers of compositions
     * @param stores the images of the header's types, in its order
     */
    SoundBooks(EntityImage entities, SnapshotHeader header, List<StoreImage> stores) {
        this.entities = entities;
        this.stores = stores;
        compositions = header.compositions();
        words = BitWords.count(entities.ids);
        free = new long[words];
    }

    /** Throws if something does not fit. */
    void require() {
        requireQueue();
        requireIdentities();
        requireGenerations();
        requireChanges();
        requirePresence();
    }

    /** Whether an entity has this id. */
    boolean isTaken(int id) {
        return id >= 0 && id < entities.ids && !BitWords.get(free, id);
    }

    private void requireQueue() {
        for (int id : entities.queue) {
            if (!isTaken(id)) {
                throw new SnapshotFormatException("it recycles id " + id + " wrongly.");
            }
            BitWords.set(free, id);
        }
    }

    private void requireIdentities() {
        boolean[] used = new boolean[compositions.size()];
        for (int id = 0; id < entities.ids; id++) {
            int identity = entities.identities[id];
            if (identity < 0 || identity >= used.length) {
                throw new SnapshotFormatException("it has no composition " + identity + ".");
            }
            if (identity != 0 && BitWords.get(free, id)) {
                throw new SnapshotFormatException(
                        "id " + id + " is free in it and has components.");
            }
            used[identity] = true;
        }
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && !compositions.get(i).isEmpty()) {
                throw new SnapshotFormatException("no entity has its composition " + i + ".");
            }
        }
    }

    private void requireGenerations() {
        for (int generation : entities.generations) {
            if (generation == 0) {
                throw new SnapshotFormatException("an id in it has no generation.");
            }
        }
    }

    private void requireChanges() {
        requireWithin(entities.changed);
        requireWithin(entities.deleted);
        requireWithin(entities.pendingPurge);
        for (int i = 0; i < words; i++) {
            if ((entities.changed[i] & free[i]) != 0) {
                throw new SnapshotFormatException("an id is free in it and was changed.");
            }
            if ((entities.pendingPurge[i] & free[i]) != 0) {
                throw new SnapshotFormatException("an id is free in it and is to be freed.");
            }
            if ((entities.changed[i] & entities.pendingPurge[i]) != 0) {
                throw new SnapshotFormatException(
                        "an entity was deleted in it and is to be told of as changed.");
            }
            if ((entities.deleted[i] & ~entities.pendingPurge[i]) != 0) {
                throw new SnapshotFormatException("an entity was deleted in it and goes on.");
            }
        }
    }

    private void requireWithin(long[] bits) {
        int rest = entities.ids % Long.SIZE;
        if (rest != 0 && bits[words - 1] >>> rest != 0) {
            throw new SnapshotFormatException("it has bits beyond its " + entities.ids + " ids.");
        }
    }

    private void requirePresence() {
        long[][] expected = new long[stores.size()][words];
        for (int id = 0; id < entities.ids; id++) {
            List<Integer> composition = compositions.get(entities.identities[id]);
            for (int i = 0; i < composition.size(); i++) {
                BitWords.set(expected[composition.get(i)], id);
            }
        }
        for (int i = 0; i < expected.length; i++) {
            requirePresence(stores.get(i), expected[i]);
            requireRows(stores.get(i));
        }
    }

    private void requireRows(StoreImage store) {
        if (store.rows() != entities.ids && store.rows() != store.owners()) {
            throw new SnapshotFormatException(
                    "it has "
                            + store.rows()
                            + " rows of "
                            + store.type().getName()
                            + ", which "
                            + store.owners()
                            + " entities have.");
        }
    }

    private void requirePresence(StoreImage store, long[] expected) {
        long[] presence = store.presence();
        for (int i = 0; i < words; i++) {
            long more = presence[i] & ~expected[i];
            long fewer = expected[i] & ~presence[i] & ~entities.pendingPurge[i];
            if ((more | fewer) != 0) {
                int id = i * Long.SIZE + Long.numberOfTrailingZeros(more | fewer);
                throw new SnapshotFormatException(
                        "entity "
                                + id
                                + (more == 0 ? " lacks its " : " has a strange ")
                                + store.type().getName()
                                + ".");
            }
        }
    }
}
