package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameBits;
import dev.mayfly.allocator.FrameText;
import dev.mayfly.allocator.IntIntMap;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.IntObjectMap;
import dev.mayfly.allocator.IntQueue;
import dev.mayfly.allocator.ObjectList;

import java.util.Comparator;

/** The collections of a frame, at small tasks. */
public final class FrameCollections {

    private static final Comparator<String> BY_LENGTH = Comparator.comparingInt(String::length);

    private FrameCollections() {}

    /** The median of some damages. */
    public static int median(FrameArena frame, int[] damages) {
        IntList list = frame.intList(damages.length);
        list.addAll(damages, 0, damages.length);
        list.sort();
        return list.get(list.length() / 2);
    }

    /** How many entities there are in the fullest cell. */
    public static int mostInACell(FrameArena frame, int[] cells) {
        IntIntMap counts = frame.intIntMap(64);
        for (int cell : cells) {
            counts.addTo(cell, 1); // from 0
        }
        int most = 0;
        for (int i = 0; i < counts.length(); i++) { // in the order in which they were added
            most = Math.max(most, counts.valueAt(i));
        }
        return most;
    }

    /** How many fields of a grid can be reached from one of them; {@code true} is a wall. */
    public static int reachable(FrameArena frame, boolean[] walls, int width, int start) {
        IntQueue open = frame.intQueue(64);
        FrameBits seen = frame.bits(walls.length);
        open.addLast(start);
        seen.set(start);
        while (!open.isEmpty()) {
            int field = open.removeFirst();
            for (int step : new int[] {-width, -1, 1, width}) {
                int next = field + step;
                boolean inside = next >= 0 && next < walls.length;
                boolean wraps = Math.abs(step) == 1 && next / width != field / width;
                if (inside && !wraps && !walls[next] && !seen.get(next)) {
                    seen.set(next);
                    open.addLast(next);
                }
            }
        }
        return seen.cardinality();
    }

    /** The name of an entity, or what to call it if it has none. */
    public static String name(FrameArena frame, int entity) {
        IntObjectMap<String> names = frame.intObjectMap(16);
        names.put(7, "Ada");
        String name = names.get(entity); // null if there is none
        return name == null ? "nobody" : name;
    }

    /** The shortest of some names. */
    public static String shortest(FrameArena frame, String... names) {
        ObjectList<String> list = frame.objectList(names.length);
        list.addAll(names, 0, names.length);
        list.sort(BY_LENGTH); // stable
        return list.get(0);
    }

    /** A label; the string is made for the caller, who has no frame. */
    public static String label(FrameArena frame, int health, double x) {
        FrameText text = frame.text(64);
        text.append("hp ").append(health).append(", x ").append(x, 2);
        return text.toString();
    }
}
