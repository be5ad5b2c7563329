package dev.mayfly.ecs.internal.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;

/** Copies the ids that are given, in whatever form, so that what follows knows one form. */
public final class GivenIds {

    private GivenIds() {}

    /** Copies what an entity subscription holds. */
    public static Ints copy(FrameArena arena, IntBag given) {
        int[] ids = given.getData();
        Ints copy = arena.uninitializedInts(given.size());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, ids[i]);
        }
        return copy;
    }

    /** Copies the result of a query. */
    public static Ints copy(FrameArena arena, Ints given) {
        Ints copy = arena.uninitializedInts(given.length());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, given.get(i));
        }
        return copy;
    }

    /** Copies a list. */
    public static Ints copy(FrameArena arena, IntList given) {
        Ints copy = arena.uninitializedInts(given.length());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, given.get(i));
        }
        return copy;
    }
}
