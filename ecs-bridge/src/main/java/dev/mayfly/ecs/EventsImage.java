package dev.mayfly.ecs;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.file.Texts;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The events of one type that there were, those that waited for readers first, with the places at
 * which they end; and how far each reader was. Readers are known by their names.
 */
final class EventsImage<T> extends TransientImage {

    private final FrameEvents<T> queue;
    private final ObjectsImage<T> objects;

    private int count;
    private int kept;
    private int old;
    private int[] places = {};

    private int readers;
    private @Nullable String[] names = {};
    private long[] waiting = {};
    private long[] missed = {};

    /** An image of nothing. */
    EventsImage(FrameEvents<T> queue) {
        this.queue = queue;
        objects = new ObjectsImage<>(queue.instances());
    }

    @Override
    void save() {
        clear();
        int events = queue.kept() + queue.slots();
        objects.ensureRoom(events);
        ensurePlaces(events);
        for (int i = 0; i < events; i++) {
            objects.save(i, queue.at(i - queue.kept()));
            places[i] = queue.placeAt(i);
        }
        saveReaders(queue.readers());
        kept = queue.kept();
        old = queue.old();
        count = events;
    }

    @Override
    boolean isOfNow() {
        return count == queue.kept() + queue.slots() && kept == queue.kept();
    }

    private void ensurePlaces(int events) {
        if (places.length < events) {
            places = new int[2 * events];
        }
    }

    private void saveReaders(EventReaders<T> of) {
        ensureReaders(of.count());
        for (int i = 0; i < of.count(); i++) {
            EventReader<T> reader = of.get(i);
            if (reader != null) {
                names[readers] = reader.name();
                waiting[readers] = reader.waiting();
                missed[readers] = reader.missed();
                readers++;
            }
        }
    }

    private void ensureReaders(int most) {
        if (names.length < most) {
            names = Arrays.copyOf(names, most);
            waiting = new long[most];
            missed = new long[most];
        }
    }

    @Override
    void clear() {
        count = 0;
        kept = 0;
        old = 0;
        readers = 0;
    }

    @Override
    boolean isEmpty() {
        return count == 0 && !hasMissed();
    }

    private boolean hasMissed() {
        for (int i = 0; i < readers; i++) {
            if (missed[i] > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    void prepare(int times) {
        queue.ensureRoom(count);
        objects.prepare(count, times);
    }

    @Override
    void restore() {
        queue.replaceAll(objects.prepared(), objects.next(), places, count, kept, old);
        objects.taken(count);
        EventReaders<T> now = queue.readers();
        for (int i = 0; i < now.count(); i++) {
            EventReader<T> reader = now.get(i);
            if (reader != null) {
                int then = indexOf(reader.name());
                reader.restore(then < 0 ? 0 : waiting[then], then < 0 ? 0 : missed[then]);
            }
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < readers; i++) {
            if (name.equals(names[i])) {
                return i;
            }
        }
        return -1;
    }

    @Override
    void write(DataOutputStream out) throws IOException {
        out.writeInt(count);
        out.writeInt(kept);
        out.writeInt(old);
        for (int i = 0; i < count; i++) {
            out.writeInt(places[i]);
        }
        objects.write(out, count);
        out.writeInt(readers);
        for (int i = 0; i < readers; i++) {
            Texts.write(out, Objects.requireNonNull(names[i]));
            out.writeLong(waiting[i]);
            out.writeLong(missed[i]);
        }
    }

    @Override
    void read(BoundedInput in, IntPredicate taken) {
        clear();
        int events = in.getCount("events", Integer.BYTES);
        int forReaders = in.getInt();
        int ofTickBefore = in.getInt();
        if (forReaders < 0 || ofTickBefore < 0 || events - forReaders < ofTickBefore) {
            throw new SnapshotFormatException("it has fewer events than it says.");
        }
        in.require(events * (long) Integer.BYTES);
        ensurePlaces(events);
        for (int i = 0; i < events; i++) {
            places[i] = in.getInt();
        }
        objects.read(in, events);
        readReaders(in, events);
        count = events;
        kept = forReaders;
        old = ofTickBefore;
    }

    private void readReaders(BoundedInput in, int events) {
        int all = in.getCount("readers", 2 * Long.BYTES);
        Set<String> seen = new HashSet<>();
        ensureReaders(all);
        for (int i = 0; i < all; i++) {
            String name = in.getText();
            names[i] = name;
            waiting[i] = in.getLong();
            missed[i] = in.getLong();
            if (waiting[i] < 0 || waiting[i] > events || missed[i] < 0) {
                throw new SnapshotFormatException("more events wait in it than there are.");
            }
            if (!seen.add(name)) {
                throw new SnapshotFormatException("it has the EventReader " + name + " twice.");
            }
        }
        readers = all;
    }
}
