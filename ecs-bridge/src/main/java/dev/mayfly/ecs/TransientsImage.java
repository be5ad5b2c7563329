package dev.mayfly.ecs;

import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.file.Texts;
import dev.mayfly.ecs.internal.tick.StepClock;
import dev.mayfly.ecs.internal.world.CarriedImage;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * All transients that one world had, and what was left of its time in fixed steps. It only ever
 * gets more types of them, so each has its place in a list; those that came later than the image
 * held nothing then.
 */
final class TransientsImage implements CarriedImage {

    private final Transients transients;

    /** Null in a world without fixed steps. */
    private final @Nullable StepClock clock;

    private double rest;
    private long dropped;
    private final List<TransientImage> images = new ArrayList<>();

    /** An image of nothing. */
    TransientsImage(Transients transients, @Nullable StepClock clock) {
        this.transients = transients;
        this.clock = clock;
    }

    /** Has an image, of nothing at first, for each type that there is. */
    private void meetNewTypes() {
        for (int i = images.size(); i < transients.count(); i++) {
            images.add(transients.newImage(i));
        }
    }

    @Override
    public void save() {
        meetNewTypes();
        for (int i = 0; i < images.size(); i++) {
            images.get(i).save();
        }
        for (int i = 0; i < images.size(); i++) {
            requireOfNow(i);
        }
        if (clock != null) {
            rest = clock.rest();
            dropped = clock.dropped();
        }
    }

    /** Copying one type runs code of the program, which may have changed another. */
    private void requireOfNow(int type) {
        if (!images.get(type).isOfNow() || transients.count() != images.size()) {
            throw new ReentryException(
                    "Events or values of "
                            + transients.name(type)
                            + " came or went while a snapshot was taken, by copyFrom or the reset"
                            + " of one. The snapshot holds nothing. Have such methods set their"
                            + " own object alone.");
        }
    }

    @Override
    public void prepare(int times) {
        meetNewTypes();
        for (int i = 0; i < images.size(); i++) {
            images.get(i).prepare(times);
        }
    }

    @Override
    public void restoreLateComers() {
        int known = images.size();
        meetNewTypes();
        for (int i = known; i < images.size(); i++) {
            images.get(i).prepare(1);
            images.get(i).restore();
        }
    }

    @Override
    public void restore() {
        for (int i = 0; i < images.size(); i++) {
            images.get(i).restore();
        }
        if (clock != null) {
            clock.restore(rest, dropped);
        }
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            if (!images.get(i).isEmpty()) {
                out.writeBoolean(true);
                Texts.write(out, transients.name(i));
                images.get(i).write(out);
            }
        }
        out.writeBoolean(false);
        out.writeDouble(rest);
        out.writeLong(dropped);
    }

    @Override
    public void read(BoundedInput in, IntPredicate taken) {
        meetNewTypes();
        for (TransientImage image : images) {
            image.clear();
        }
        boolean[] read = new boolean[images.size()];
        while (in.getFlag()) {
            String name = in.getText();
            int index = indexOf(name);
            if (read[index]) {
                throw new SnapshotFormatException("it holds " + name + " twice.");
            }
            read[index] = true;
            images.get(index).read(in, taken);
        }
        rest = in.getDouble();
        dropped = in.getLong();
        if (!(rest >= 0 && rest <= Float.MAX_VALUE) || dropped < 0) {
            throw new SnapshotFormatException(
                    "it has " + rest + " seconds left over, and " + dropped + " steps left out.");
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < images.size(); i++) {
            if (transients.name(i).equals(name)) {
                return i;
            }
        }
        throw new SnapshotSchemaException(
                "it holds "
                        + name
                        + ", which no field of the world has been injected with. If the program"
                        + " still has that, inject it into a system, or by world.inject, before"
                        + " reading.");
    }
}
