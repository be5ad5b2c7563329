package dev.mayfly.lateuse;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameObjects;
import dev.mayfly.allocator.FrameScope;

/** Ends more objects than the heap has room for; run in a JVM with a small one, and the agent. */
public final class ManyEnded {

    private ManyEnded() {}

    public static void main(String[] arguments) {
        long sum = 0;
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            FrameObjects<Particle> particles = arena.objects(Particle::new);
            for (int frame = 0; frame < 400; frame++) {
                try (FrameScope _ = arena.begin()) {
                    for (int i = 0; i < 500; i++) {
                        sum += particles.take().count;
                    }
                }
            }
        }
        System.out.println("sum: " + sum);
    }
}
