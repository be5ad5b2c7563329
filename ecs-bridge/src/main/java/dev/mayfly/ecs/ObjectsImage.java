package dev.mayfly.ecs;

import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.values.ValueFields;
import dev.mayfly.ecs.internal.values.ValueImage;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What events or values of one type held: their fields, or copies that the class makes itself. Its
 * arrays and copies are kept and filled again.
 */
final class ObjectsImage<T> {

    private final Instances<T> instances;
    private final boolean copyable;
    private final ValueImage fields;

    /** Of a class that copies itself; one that was made stays for the next image. */
    private @Nullable T[] copies;

    /** Objects that are to be handed over, from {@link #next} on. */
    private @Nullable T[] prepared;

    private int next;

    /** An image of nothing. */
    @SuppressWarnings("unchecked")
    ObjectsImage(Instances<T> instances) {
        this.instances = instances;
        copyable = Copyable.class.isAssignableFrom(instances.type());
        fields = new ValueImage(instances.type());
        copies = (T[]) new Object[0];
        prepared = (T[]) new Object[0];
    }

    /**
     * Makes room for this many objects.
     *
     * @throws TransientTypeException if there is one and it cannot be copied
     */
    void ensureRoom(int count) {
        if (copyable) {
            if (copies.length < count) {
                copies = Arrays.copyOf(copies, 2 * count);
            }
        } else if (count > 0) {
            requireFields();
            fields.ensureRoom(count);
        }
    }

    /** Copies an object; there is room for it. */
    void save(int index, T object) {
        if (copyable) {
            T copy = copies[index];
            if (copy == null) {
                copy = instances.make();
                copies[index] = copy;
            }
            copy(object, copy);
        } else {
            fields.save(index, object);
        }
    }

    /**
     * Makes new objects that hold what the first {@code count} held, to be handed over so many
     * times.
     */
    void prepare(int count, int times) {
        int all = Math.multiplyExact(count, times);
        if (prepared.length < all) {
            prepared = Arrays.copyOf(prepared, all);
        }
        for (int i = 0; i < all; i++) {
            prepared[i] = restored(i % count);
        }
        next = 0;
    }

    /** What was prepared; the objects to be handed over now begin at {@link #next()}. */
    @Nullable T[] prepared() {
        return prepared;
    }

    int next() {
        return next;
    }

    /** The next {@code count} are somebody else's from now on. */
    void taken(int count) {
        Arrays.fill(prepared, next, next + count, null);
        next += count;
    }

    private T restored(int index) {
        T made = instances.begin();
        if (copyable) {
            copy(Objects.requireNonNull(copies[index]), made);
        } else {
            fields.restore(index, made);
        }
        return made;
    }

    @SuppressWarnings("unchecked") // a class that copies itself is its own type argument
    private void copy(T from, T to) {
        ((Copyable<T>) to).copyFrom(from);
    }

    void write(DataOutputStream out, int count) throws IOException {
        if (copyable && count > 0) {
            throw new TransientTypeException(
                    count
                            + " objects of "
                            + instances.type().getName()
                            + " are in the snapshot, and a file can hold none: the class copies"
                            + " itself (Copyable). Give it fields that are primitives, strings or"
                            + " enums instead, or save the world when it has none.");
        }
        if (count > 0) {
            fields.write(out, count);
        }
    }

    void read(BoundedInput in, int count) {
        if (copyable && count > 0) {
            throw new SnapshotSchemaException(
                    instances.type().getName()
                            + " copies itself (Copyable) in the program, and did not when the"
                            + " snapshot was written.");
        }
        String problem = ValueFields.of(instances.type()).problem();
        if (count > 0 && problem != null) {
            throw new SnapshotSchemaException(
                    instances.type().getName()
                            + " could be copied when the snapshot was written, and cannot be in the"
                            + " program: "
                            + problem
                            + ".");
        }
        if (count > 0) {
            fields.read(in, count);
        }
    }

    private void requireFields() {
        String problem = ValueFields.of(instances.type()).problem();
        if (problem != null) {
            throw new TransientTypeException(
                    "A snapshot has to hold what lives on of "
                            + instances.type().getName()
                            + ", and cannot copy it: "
                            + problem
                            + ". Use primitives, strings or enums; or implement Copyable, and the"
                            + " class copies itself; or give a field that is only a cache Java's"
                            + " modifier transient.");
        }
    }
}
