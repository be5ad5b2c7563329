package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.ecs.internal.artemis.BitWords;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.entity.Generations;

import java.util.Arrays;

/**
 * What a world's {@link EntityBooks} held, and its {@link Generations}. Its arrays are kept and
 * filled again.
 */
final class EntityImage {

    /** How many ids were handed out; what follows is about ids below this. */
    int ids;

    /** The ids that wait, the next one first. */
    int[] queue = {};

    int queued;

    /** The composition of each id, in the numbers of the world. */
    short[] identities = {};

    /** The generation of each id; empty where all have the first, as nobody counts. */
    int[] generations = {};

    /** Whether there are generations. */
    boolean counted;

    /** How many ticks had ended. */
    int ticks;

    long[] changed = {};
    long[] deleted = {};
    long[] pendingPurge = {};

    void save(EntityBooks books, Generations now) {
        ids = books.nextId();
        ticks = now.ticks();
        counted = now.isCounting();
        if (counted) {
            generations = now.save(generations, ids);
        }
        save(books);
    }

    private void save(EntityBooks books) {
        queued = books.queue().size();
        if (queue.length < queued) {
            queue = new int[books.queue().getCapacity()];
        }
        for (int i = 0; i < queued; i++) {
            queue[i] = books.queue().get(i);
        }
        short[] now = books.identities().getData();
        if (identities.length < ids) {
            identities = new short[now.length];
        }
        System.arraycopy(now, 0, identities, 0, ids);
        int words = BitWords.count(ids);
        changed = BitWords.save(books.changed(), changed, words);
        deleted = BitWords.save(books.deleted(), deleted, words);
        pendingPurge = BitWords.save(books.pendingPurge(), pendingPurge, words);
    }

    /** Does what can fail of restoring. */
    void prepare(EntityBooks books, Generations now) {
        books.reserve(ids);
        books.queue().ensureCapacity(queued);
        int words = BitWords.count(ids);
        BitWords.ensureRoom(books.recycled(), words);
        BitWords.ensureRoom(books.changed(), words);
        BitWords.ensureRoom(books.deleted(), words);
        BitWords.ensureRoom(books.pendingPurge(), words);
        now.ensureRoom(counted ? ids : 0);
    }

    /**
     * Brings the books back to this, and the generations, after {@link #prepare}; allocates
     * nothing.
     */
    void restore(EntityBooks books, Generations now) {
        restore(books);
        now.restore(generations, counted ? ids : 0, ticks);
    }

    private void restore(EntityBooks books) {
        int before = books.nextId();
        books.nextId(ids);
        books.queue().clear();
        books.recycled().clear();
        for (int i = 0; i < queued; i++) {
            books.queue().add(queue[i]);
            books.recycled().set(queue[i]);
        }
        short[] now = books.identities().getData();
        System.arraycopy(identities, 0, now, 0, ids);
        Arrays.fill(now, ids, Math.max(ids, before), (short) 0);
        int words = BitWords.count(ids);
        BitWords.restore(changed, words, books.changed());
        BitWords.restore(deleted, words, books.deleted());
        BitWords.restore(pendingPurge, words, books.pendingPurge());
    }

    /**
     * Bits of the ids of entities that subscriptions hold: those that wait for the end of a tick
     * that failed, of whose deletion listeners were told, have left them.
     */
    long[] living() {
        long[] living = new long[BitWords.count(ids)];
        for (int id = 0; id < ids; id++) {
            BitWords.set(living, id);
        }
        for (int i = 0; i < queued; i++) {
            living[queue[i] / Long.SIZE] &= ~(1L << queue[i]);
        }
        for (int i = 0; i < living.length; i++) {
            living[i] &= ~pendingPurge[i] | deleted[i];
        }
        return living;
    }
}
