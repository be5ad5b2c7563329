package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.allocator.internal.columns.PackedRows;
import dev.mayfly.ecs.internal.store.Store;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a store with packed columns held: the rows of the entities that have it, by ascending id. So
 * it is the same image wherever the rows lie.
 */
final class SparseImage extends StoreImage {

    private final PackedRows packed;

    /** The owners' ids, or the rows that they have; as many as there are owners at least. */
    private int[] chosen = {};

    /** An image of no rows. */
    SparseImage(Store<?> store) {
        super(store);
        packed = Objects.requireNonNull(held.packed());
    }

    @Override
    void save(int count) {
        held.rows(); // which has ended throws
        savePresence(count);
        int owners = chooseOwners();
        for (int i = 0; i < owners; i++) {
            chosen[i] = packed.of(chosen[i]);
        }
        columns.gather(held, chosen, owners);
    }

    @Override
    void prepare() {
        held.rows(); // which has ended throws
        packed.ensureIds(ids);
        int owners = chooseOwners();
        int without = 0;
        for (int i = 0; i < owners; i++) {
            if (packed.find(chosen[i]) == PackedRows.NONE) {
                without++;
            }
        }
        packed.ensureRoom(without);
        preparePresence();
    }

    /** Rows of entities that lose it stay readable, as those of all who lose it in a tick do. */
    @Override
    void restore(int used) {
        held.rows(); // which has ended throws
        int owners = chooseOwners();
        for (int i = 0; i < owners; i++) {
            chosen[i] = packed.take(chosen[i]);
        }
        columns.scatter(held, chosen);
        restorePresence();
    }

    /** Of a file in which all ids have a row the owners' are kept. */
    @Override
    void settle() {
        int owners = chooseOwners();
        if (rows() > owners) {
            columns = columns.arranged(held, Arrays.copyOf(chosen, owners));
        }
    }

    /** Puts the ids of the owners into {@link #chosen}, and returns how many they are. */
    private int chooseOwners() {
        int owners = owners();
        if (chosen.length < owners) {
            chosen = new int[owners];
        }
        int next = 0;
        for (int i = 0; next < owners; i++) {
            for (long word = presence[i]; word != 0; word &= word - 1) {
                chosen[next] = i * Long.SIZE + Long.numberOfTrailingZeros(word);
                next++;
            }
        }
        return owners;
    }
}
