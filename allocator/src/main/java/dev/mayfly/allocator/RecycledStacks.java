package dev.mayfly.allocator;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that one arena recycles. The owner adds to it at any time, also between frames, when
 * another thread may go through it; the stacks themselves are the owner's in frames, and a
 * visitor's in a visit ({@link dev.mayfly.allocator.internal.chunk.Shelf}).
 */
final class RecycledStacks {

    private final CopyOnWriteArrayList<RecycledStack> all = new CopyOnWriteArrayList<>();

    void add(RecycledStack made) {
        all.add(made);
    }

    /** Has each let go of what has not been handed out since the last call. */
    void trim() {
        all.forEach(RecycledStack::trim);
    }

    /** Has each let go of what is not handed out; returns how many bytes that was. */
    long letGo() {
        long bytes = 0;
        for (RecycledStack each : all) {
            bytes += each.letGo();
        }
        return bytes;
    }

    /** Gives back what the garbage collector would not; nothing will be handed out again. */
    void retire() {
        all.forEach(RecycledStack::retire);
        all.clear();
    }
}
