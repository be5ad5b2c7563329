package dev.mayfly.lateuse;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameObjects;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.pool.ObjectPool;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Uses objects before and after their end, in each way that there is, and prints for each what came
 * of it. Run in a JVM of its own, with and without the agent; in a package of its own, because
 * Mayfly's own classes are not looked at.
 */
public final class LateUses {

    private static final Map<String, Consumer<Particle>> USES = new LinkedHashMap<>();

    private static int sum;

    static {
        USES.put("boolean read", particle -> sum += particle.visible ? 1 : 0);
        USES.put("byte read", particle -> sum += particle.level);
        USES.put("char read", particle -> sum += particle.letter);
        USES.put("short read", particle -> sum += particle.kind);
        USES.put("int read", particle -> sum += particle.count);
        USES.put("final read", particle -> sum += particle.id);
        USES.put("long read", particle -> sum += (int) particle.when);
        USES.put("float read", particle -> sum += (int) particle.depth);
        USES.put("double read", particle -> sum += (int) particle.force);
        USES.put("array read", particle -> sum += (int) particle.samples[0]);
        USES.put("reference read", particle -> sum += particle.notes.size());
        USES.put("inherited read", particle -> sum += particle.name.length());
        USES.put("boolean write", particle -> particle.visible = true);
        USES.put("byte write", particle -> particle.level = 1);
        USES.put("char write", particle -> particle.letter = 'a');
        USES.put("short write", particle -> particle.kind = 1);
        USES.put("int write", particle -> particle.count = 2);
        USES.put("int increment", particle -> sum += ++particle.count - particle.count--);
        USES.put("long write", particle -> particle.when = 1);
        USES.put("long increment", particle -> sum += (int) (++particle.when - particle.when--));
        USES.put("float write", particle -> particle.depth = 1);
        USES.put("double write", particle -> particle.force = 1);
        USES.put("double increment", particle -> sum += (int) (particle.force += 0));
        USES.put("array write", particle -> particle.samples = new double[] {1});
        USES.put("reference write", particle -> particle.notes = List.of());
        USES.put("inherited write", particle -> particle.name = "particle");
        USES.put("method", particle -> sum += particle.doubled());
        USES.put("inherited method", particle -> particle.rename("particle"));
        USES.put("other thread", LateUses::readElsewhere);
        USES.put("handle read", particle -> sum += (int) Handles.COUNT.get(particle));
        USES.put("handle write", particle -> Handles.COUNT.setOpaque(particle, 2));
        USES.put("handle exchange", particle -> Handles.COUNT.compareAndSet(particle, 2, 2));
        USES.put(
                "handle addition",
                particle -> sum += (int) (long) Handles.WHEN.getAndAdd(particle, 0L));
    }

    /** The same fields, by another way. */
    private static final class Handles {
        static final VarHandle COUNT = of("count", int.class);
        static final VarHandle WHEN = of("when", long.class);
        static final VarHandle LAST;

        static Particle last;

        static {
            try {
                LAST =
                        MethodHandles.lookup()
                                .findStaticVarHandle(Handles.class, "last", Particle.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private static VarHandle of(String name, Class<?> type) {
            try {
                return MethodHandles.lookup().findVarHandle(Particle.class, name, type);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private LateUses() {}

    private static void readElsewhere(Particle particle) {
        try {
            CompletableFuture.runAsync(() -> sum += particle.count).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException thrown ? thrown : failed;
        }
    }

    /** Prints a line for each way. */
    public static void main(String[] arguments) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            inTheMethodThatMakesTheFirst(arena);
            FrameObjects<Particle> particles = arena.objects(Particle::new);
            report("of a scope", () -> ofScope(arena, particles));
            report("of a promotion", () -> ofPromotion(arena, particles));
            report("of a pool", LateUses::ofPool);
            print("own", new Particle(), "int read", USES.get("int read"));
            System.out.println("inner: " + new Particle().new Spot().place());
            kept(arena);
            // Not an access to the object.
            Handles.LAST.set(ofPool());
            System.out.println("static: " + (Handles.last == (Particle) Handles.LAST.get()));
        }
        System.out.println("sum: " + (sum != 0));
    }

    /** Code that runs already when the class of the objects is first seen. */
    private static void inTheMethodThatMakesTheFirst(FrameArena arena) {
        Particle late;
        try (FrameScope _ = arena.begin()) {
            late = arena.objects(Particle::new).take();
        }
        try {
            System.out.println("first: " + late.count);
        } catch (ExpiredException noticed) {
            System.out.println("first: noticed");
        }
    }

    private static void report(String whose, Supplier<Particle> late) {
        USES.forEach((use, action) -> print(whose, late.get(), use, action));
    }

    private static void print(
            String whose, Particle particle, String use, Consumer<Particle> action) {
        String outcome = "unnoticed";
        try {
            action.accept(particle);
        } catch (ExpiredException noticed) {
            outcome = "noticed: " + noticed.getMessage();
        } catch (NullPointerException spoiled) {
            outcome = "null";
        }
        System.out.println(use + " " + whose + ": " + outcome);
    }

    private static Particle ofScope(FrameArena arena, FrameObjects<Particle> particles) {
        try {
            arena.begin().close();
        } catch (ExpiredException writtenBefore) {
            System.out.println("at the end of a frame: " + writtenBefore.getMessage());
        }
        try (FrameScope _ = arena.begin()) {
            Particle particle = particles.take();
            useAll(particle);
            return particle;
        }
    }

    private static Particle ofPromotion(FrameArena arena, FrameObjects<Particle> particles) {
        Promotion<Particle> promoted;
        try (FrameScope _ = arena.begin()) {
            promoted = particles.promote(particles.take());
        }
        Particle particle = promoted.get();
        useAll(particle);
        promoted.close();
        return particle;
    }

    private static Particle ofPool() {
        ObjectPool<Particle> pool =
                ObjectPool.of(Particle::new).reset(particle -> particle.count = 2).build();
        for (int i = 0; i < 3; i++) {
            Particle again = pool.take();
            useAll(again);
            pool.give(again);
        }
        Particle particle = pool.take();
        useAll(particle);
        pool.give(particle);
        return particle;
    }

    /** None of these may be told of: the object is in use. */
    private static void useAll(Particle particle) {
        USES.values().forEach(use -> use.accept(particle));
        if (particle.count != 2 || particle.when != 1 || particle.force != 1) {
            throw new AssertionError("A check has changed what the program does.");
        }
    }

    private static void kept(FrameArena arena) {
        MemorySegment late;
        try (FrameScope _ = arena.begin()) {
            late = arena.ints(20).asSegment();
            late.set(ValueLayout.JAVA_INT, 0, 1);
        }
        try {
            System.out.println("segment: " + late.get(ValueLayout.JAVA_INT, 0));
        } catch (IllegalStateException noticed) {
            System.out.println("segment: " + noticed.getMessage());
        }
    }
}
