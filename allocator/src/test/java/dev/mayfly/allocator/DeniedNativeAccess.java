package dev.mayfly.allocator;

import dev.mayfly.allocator.pool.BlockPool;

import java.lang.foreign.ValueLayout;

/** Takes native memory in a JVM that denies restricted methods, and prints what came of it. */
public final class DeniedNativeAccess {

    private DeniedNativeAccess() {}

    /** Takes a slice and a block. */
    public static void main(String[] arguments) {
        print("slice", DeniedNativeAccess::slice);
        print("block", DeniedNativeAccess::block);
    }

    private static void slice() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope _ = memory.arena().begin()) {
            memory.arena().allocate(64, 8).set(ValueLayout.JAVA_INT, 0, 1);
        }
    }

    private static void block() {
        try (BlockPool pool = BlockPool.create()) {
            pool.take(64).close();
        }
    }

    private static void print(String what, Runnable taking) {
        try {
            taking.run();
            System.out.println(what + ": taken");
        } catch (RuntimeException thrown) {
            System.out.println(what + ": " + thrown);
        }
    }
}
