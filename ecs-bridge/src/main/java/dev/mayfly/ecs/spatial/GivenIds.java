package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;

/** Copies the ids that are given, in whatever form, so that what follows knows one form. */
final class GivenIds {

    private GivenIds() {}

    static Ints copy(FrameArena frame, IntBag given) {
        int[] ids = given.getData();
        Ints copy = frame.uninitializedInts(given.size());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, ids[i]);
        }
        return copy;
    }

    static Ints copy(FrameArena frame, Ints given) {
        Ints copy = frame.uninitializedInts(given.length());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, given.get(i));
        }
        return copy;
    }

    static Ints copy(FrameArena frame, IntList given) {
        Ints copy = frame.uninitializedInts(given.length());
        for (int i = 0; i < copy.length(); i++) {
            copy.set(i, given.get(i));
        }
        return copy;
    }
}
