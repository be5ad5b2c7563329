package dev.mayfly.ecs;

import dev.mayfly.ecs.internal.file.BoundedInput;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** The values of a {@link FrameMapper} that there were. */
final class MapperImage<T> extends TableImage {

    private final FrameMapper<T> mapper;
    private final ObjectsImage<T> objects;

    /** Instances that are to be the values, from {@link #next} on. */
    private @Nullable T[] restored;

    private int next;

    /** An image of nothing. */
    @SuppressWarnings("unchecked")
    MapperImage(FrameMapper<T> mapper) {
        super(mapper);
        this.mapper = mapper;
        objects = new ObjectsImage<>(mapper.instances());
        restored = (T[]) new Object[0];
    }

    @Override
    void saveValues(int[] owners, int slots) {
        objects.ensureRoom(slots);
        for (int slot = 0; slot < slots; slot++) {
            objects.save(slot, mapper.at(slot));
        }
    }

    @Override
    void prepareValues(int[] owners, int slots, int times) {
        mapper.ensureValues(slots);
        restored = objects.restored(restored, slots, times);
        next = 0;
    }

    @Override
    void restoreValues(int[] owners, int slots) {
        mapper.replaceAll(restored, next, slots);
        Arrays.fill(restored, next, next + slots, null);
        next += slots;
    }

    @Override
    void writeValues(DataOutputStream out, int slots) throws IOException {
        objects.write(out, slots);
    }

    @Override
    void readValues(BoundedInput in, int slots) {
        objects.read(in, slots);
    }
}
