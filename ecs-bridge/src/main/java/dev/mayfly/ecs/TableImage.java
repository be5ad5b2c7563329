package dev.mayfly.ecs;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.internal.file.BoundedInput;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Which entities had a transient component, in their order, and in which tick of its life. */
abstract class TableImage extends TransientImage {

    private final TransientTable table;
    private int count;
    private int[] entities = {};

    /** How many ticks ago, by slot. */
    private int[] ages = {};

    /** An image of nothing. */
    TableImage(TransientTable table) {
        this.table = table;
    }

    /** Copies the values of the slots in use, which are those of {@code owners}. */
    abstract void saveValues(int[] owners, int slots);

    /** Does what can fail of restoring so many values, so many times. */
    abstract void prepareValues(int[] owners, int slots, int times);

    /** Brings back the values of the slots in use. */
    abstract void restoreValues(int[] owners, int slots);

    abstract void writeValues(DataOutputStream out, int slots) throws IOException;

    abstract void readValues(BoundedInput in, int slots);

    @Override
    final void save() {
        count = 0;
        int slots = table.slots();
        ensureRoom(slots);
        for (int slot = 0; slot < slots; slot++) {
            entities[slot] = table.entityOf(slot);
            ages[slot] = table.ageOf(slot);
        }
        saveValues(entities, slots);
        count = slots;
    }

    @Override
    final boolean isOfNow() {
        return count == table.slots();
    }

    private void ensureRoom(int slots) {
        if (entities.length < slots) {
            entities = new int[2 * slots];
            ages = new int[2 * slots];
        }
    }

    @Override
    final void clear() {
        count = 0;
    }

    @Override
    final boolean isEmpty() {
        return count == 0;
    }

    @Override
    final void prepare(int times) {
        int ids = 0;
        for (int slot = 0; slot < count; slot++) {
            ids = Math.max(ids, entities[slot] + 1);
        }
        table.ensureEntities(ids);
        table.ensureSlots(count);
        prepareValues(entities, count, times);
    }

    @Override
    final void restore() {
        table.clear();
        for (int slot = 0; slot < count; slot++) {
            table.fill(slot, entities[slot], ages[slot]);
        }
        restoreValues(entities, count);
    }

    @Override
    final void write(DataOutputStream out) throws IOException {
        out.writeInt(count);
        for (int slot = 0; slot < count; slot++) {
            out.writeInt(entities[slot]);
            out.writeInt(ages[slot]);
        }
        writeValues(out, count);
    }

    @Override
    final void read(BoundedInput in, IntPredicate taken) {
        count = 0;
        int slots = in.getCount("transient components", 2 * Integer.BYTES);
        ensureRoom(slots);
        BitSet seen = new BitSet();
        for (int slot = 0; slot < slots; slot++) {
            int entity = in.getInt();
            entities[slot] = entity;
            ages[slot] = in.getInt();
            if (!taken.test(entity) || seen.get(entity) || ages[slot] < 0) {
                throw new SnapshotFormatException(
                        "it has a transient component of entity "
                                + entity
                                + " that no world has written.");
            }
            seen.set(entity);
        }
        readValues(in, slots);
        count = slots;
    }
}
