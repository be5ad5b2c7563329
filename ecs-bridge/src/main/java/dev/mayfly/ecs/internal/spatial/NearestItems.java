package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;

/**
 * The nearest entities that a search has seen so far, in a binary heap with the farthest of them on
 * top; of equally far ones the one with the higher id counts as farther. {@code LeastItems} does
 * not serve here: a distance in {@code double} and an id are more than its {@code long}.
 */
@SuppressWarnings("NullAway.Init") // every search begins with begin()
final class NearestItems {

    private Doubles distances;
    private Ints ids;
    private int size;

    /** Takes memory for {@code most} entities, 1 or more. */
    void begin(FrameArena arena, int most) {
        distances = arena.uninitializedDoubles(most);
        ids = arena.uninitializedInts(most);
        size = 0;
    }

    /** Forgets what it has seen. */
    void clear() {
        size = 0;
    }

    /** Whether it holds as many as wanted, none of them at more than this square of a distance. */
    boolean isFullWithin(double distanceSquared) {
        return size == ids.length() && distances.get(0) <= distanceSquared;
    }

    /** Shows it an entity at this square of a distance. */
    void offer(double distanceSquared, int id) {
        if (size < ids.length()) {
            rise(distanceSquared, id);
        } else if (isFarther(0, distanceSquared, id)) {
            sink(distanceSquared, id);
        }
    }

    /** Replaces what a list holds by the entities, nearest first; holds none afterwards. */
    void drainTo(IntList found) {
        found.clear();
        for (int i = 0; i < size; i++) {
            found.add(0);
        }
        while (size > 0) {
            size--;
            found.set(size, ids.get(0));
            sink(distances.get(size), ids.get(size));
        }
    }

    private void rise(double distanceSquared, int id) {
        int at = size;
        size++;
        while (at > 0 && !isFarther((at - 1) / 2, distanceSquared, id)) {
            copy((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, distanceSquared, id);
    }

    /** Finds the place of an entity that comes to the top. */
    private void sink(double distanceSquared, int id) {
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && isFarther(child + 1, distances.get(child), ids.get(child))) {
                child++;
            }
            if (!isFarther(child, distanceSquared, id)) {
                break;
            }
            copy(child, at);
            at = child;
            child = 2 * at + 1;
        }
        put(at, distanceSquared, id);
    }

    private boolean isFarther(int at, double distanceSquared, int id) {
        double own = distances.get(at);
        return own > distanceSquared || (own == distanceSquared && ids.get(at) > id);
    }

    private void copy(int from, int to) {
        put(to, distances.get(from), ids.get(from));
    }

    private void put(int at, double distanceSquared, int id) {
        distances.set(at, distanceSquared);
        ids.set(at, id);
    }
}
