package dev.mayfly.ecs;

import dev.mayfly.ecs.internal.file.BoundedInput;

import java.io.DataOutputStream;
import java.io.IOException;

/** The values of a {@link FrameMapper} that there were. */
final class MapperImage<T> extends TableImage {

    private final FrameMapper<T> mapper;
    private final ObjectsImage<T> objects;

    /** An image of nothing. */
    MapperImage(FrameMapper<T> mapper) {
        super(mapper);
        this.mapper = mapper;
        objects = new ObjectsImage<>(mapper.instances());
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
        objects.prepare(slots, times);
    }

    @Override
    void restoreValues(int[] owners, int slots) {
        mapper.replaceAll(objects.prepared(), objects.next(), slots);
        objects.taken(slots);
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
