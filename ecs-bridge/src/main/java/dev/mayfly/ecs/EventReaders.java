package dev.mayfly.ecs;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The readers of one type of events, in the order of their making. They are held weakly: for one
 * whose owner is gone nothing has to be kept.
 */
final class EventReaders<T> {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.ecs");

    private final List<WeakReference<EventReader<T>>> readers = new ArrayList<>();
    private final Map<String, Integer> named = new HashMap<>();

    boolean isEmpty() {
        return readers.isEmpty();
    }

    /** How many there are, those whose owner is gone included. */
    int count() {
        return readers.size();
    }

    /** One of them; null if its owner is gone. */
    @Nullable EventReader<T> get(int index) {
        return readers.get(index).get();
    }

    /** Adds one, and gives it a name that no other has had. */
    EventReader<T> add(FrameEvents<T> events, String field) {
        int number = named.merge(field, 1, Integer::sum);
        EventReader<T> reader =
                new EventReader<>(events, number == 1 ? field : field + " (" + number + ")");
        readers.add(new WeakReference<>(reader));
        return reader;
    }

    /** The number of the first event that one of them still wants; {@code end} for none. */
    long firstWanted(long first, long end) {
        long wanted = end;
        for (int i = readers.size() - 1; i >= 0; i--) {
            EventReader<T> reader = get(i);
            if (reader == null) {
                readers.remove(i);
            } else {
                wanted = Math.min(wanted, reader.wanted(end));
            }
        }
        return Math.max(first, wanted);
    }

    static void warn(EventReader<?> reader, String type, long waiting, int limit) {
        LOG.log(
                System.Logger.Level.WARNING,
                waiting
                        + " events of type "
                        + type
                        + " wait for "
                        + reader
                        + ", more than its limit of "
                        + limit
                        + ": the oldest are dropped for it from now on, and missed() counts them."
                        + " Its owner reads too seldom, or not at all. Read all that wait whenever"
                        + " it runs; skip() what is of no use after a pause; raise limit(...); or"
                        + " take the field away.");
    }
}
