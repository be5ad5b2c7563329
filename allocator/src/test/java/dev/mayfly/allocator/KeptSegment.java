package dev.mayfly.allocator;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads through segments that were kept too long; run in JVMs with and without ends of them. */
final class KeptSegment {

    private KeptSegment() {}

    public static void main(String[] arguments) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int i = 0; i < 2; i++) {
                MemorySegment late;
                try (FrameScope _ = arena.begin()) {
                    late = arena.ints(20).asSegment();
                }
                System.out.println("read: " + read(late));
            }
        }
    }

    private static String read(MemorySegment late) {
        try {
            return Integer.toHexString(late.get(ValueLayout.JAVA_INT, 0));
        } catch (IllegalStateException ended) {
            return ended.getMessage();
        }
    }
}
