package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameRing;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Parcel;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.Scratch;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that never closes a part of what it makes, and whose threads die in their frames: what
 * is there at the end of each stretch is what was there at the end of the second. The profile
 * {@code soak} runs it; {@code -Dsoak.rounds} says how long.
 */
@Tag("soak")
class DroppingSoakTest {

    private static final int ROUNDS = Integer.getInteger("soak.rounds", 4_000);
    private static final int STRETCHES = 10;
    private static final int ATTEMPTS = 200;

    /** What the JVM itself may come to need meanwhile. */
    private static final long HEAP_TOLERANCE = 2 << 20;

    @FrameScoped
    @All(Position.class)
    static class Taking extends ParallelSpanSystem {
        Position position;

        @Override
        protected int grain() {
            return 8;
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            worker.frame().allocate(1_000, 8).fill((byte) 1);
            for (int e = from; e < to; e++) {
                position.x.set(e, worker.frame().floats(10).length());
            }
        }
    }

    /** What there is of each kind, whether it is still reachable. */
    private static final class Seen {
        private final List<WeakReference<Object>> all = new ArrayList<>();

        <T> T add(T thing) {
            all.add(new WeakReference<>(thing));
            return thing;
        }

        /** How many there are, of those that were ever made. */
        long live() {
            all.removeIf(each -> each.refersTo(null));
            return all.size();
        }
    }

    private record Figures(long live, long nativeBytes, long threads, long heap) {}

    private final Random random = new Random(7);
    private final CountingSource source = new CountingSource(MemorySource.ofNative());
    private final FrameAllocator memory = FrameAllocator.create(source);
    private final Seen seen = new Seen();

    @Test
    void whatIsDroppedGoesAndNothingGrows() throws InterruptedException {
        List<Figures> figures = new ArrayList<>();
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            for (int i = 0; i < ROUNDS / STRETCHES; i++) {
                round();
            }
            figures.add(collected());
            System.out.printf(
                    "%,7d rounds: %s%n", (stretch + 1) * (ROUNDS / STRETCHES), figures.getLast());
        }
        Figures first = figures.get(1); // by then each path was gone often
        for (Figures each : figures.subList(2, STRETCHES)) {
            assertThat(each.live).as("live things: %s", figures).isLessThanOrEqualTo(first.live);
            assertThat(each.nativeBytes)
                    .as("native bytes: %s", figures)
                    .isLessThanOrEqualTo(first.nativeBytes);
            assertThat(each.threads).as("threads: %s", figures).isLessThanOrEqualTo(first.threads);
            assertThat(each.heap)
                    .as("bytes on the heap: %s", figures)
                    .isLessThanOrEqualTo(first.heap + HEAP_TOLERANCE);
        }
        memory.close();
        assertThat(source.bytesOut()).as("bytes that nobody gave back").isZero();
    }

    /** Collects until nothing more goes. */
    private Figures collected() {
        Figures least = figures();
        int unchanged = 0;
        for (int i = 0; i < ATTEMPTS && unchanged < 10; i++) {
            System.gc();
            memory.trim();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            Figures now = figures();
            boolean less =
                    now.live < least.live
                            || now.nativeBytes < least.nativeBytes
                            || now.threads < least.threads;
            unchanged = less ? 0 : unchanged + 1;
            least = now;
        }
        return least;
    }

    private Figures figures() {
        Runtime runtime = Runtime.getRuntime();
        return new Figures(
                seen.live(),
                source.bytesOut(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("ForkJoinPool-"))
                        .count(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    private boolean isDropped() {
        return random.nextInt(3) != 0;
    }

    // --- a part of each kind is dropped

    private void round() throws InterruptedException {
        useWorld(random.nextInt(3));
        useAllocator();
        useTeam();
        usePools();
        useScratchAndRing(memory, isDropped(), isDropped());
        dieInAFrame();
    }

    private void useWorld(int workers) {
        MayflyPlugin plugin = new MayflyPlugin().allocator(memory);
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(workers == 0 ? plugin : plugin.workers(workers))
                                .with(new Taking())
                                .build());
        for (int i = 0; i < 50; i++) {
            WorldTest.mapper(world, Position.class).create(world.create());
        }
        world.process();
        world.process();
        seen.add(world);
        if (!isDropped()) {
            world.dispose();
        }
    }

    private void useAllocator() {
        FrameAllocator other = seen.add(FrameAllocator.create(source));
        useFrame(other.arena());
        useScratchAndRing(other, false, false);
        try (FrameScope _ = other.arena().begin()) {
            seen.add(other.arena().promote(other.arena().ints(100)));
            // Whoever has the segment alone may read it for ever, so its memory never goes.
            other.arena().promote(other.arena().allocate(100, 8)).close();
            seen.add(other.arena().send(other.arena().longs(50)));
        }
        if (!isDropped()) {
            other.promoted().forEach(Promotion::close);
            other.unreceived().forEach(Parcel::discard);
            other.close();
        }
    }

    private static void useFrame(FrameArena arena) {
        try (FrameScope _ = arena.begin()) {
            arena.allocate(100_000, 8).fill((byte) 1);
            arena.floats(1_000).set(0, 1);
        }
    }

    private void useTeam() {
        FrameTeam team = seen.add(FrameTeam.create(memory, 2));
        seen.add(team.arena(1));
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(0, 4, 1, (_, _, arena, _) -> arena.allocate(10_000, 8).fill((byte) 1));
        }
        if (!isDropped()) {
            team.close();
        }
    }

    private void usePools() {
        BlockPool pool = seen.add(BlockPool.create(source));
        seen.add(pool.take(100)).close();
        Block kept = seen.add(pool.take(3_000));
        seen.add(pool.take(50_000));
        ObjectPool<int[]> objects = seen.add(ObjectPool.of(() -> new int[100]).build());
        objects.give(seen.add(objects.take()));
        seen.add(objects.take());
        if (!isDropped()) {
            kept.close();
            pool.close();
        }
    }

    private void useScratchAndRing(FrameAllocator from, boolean dropsScratch, boolean dropsRing) {
        Scratch scratch = seen.add(from.scratch("scratch"));
        scratch.arena().intList(100).add(1);
        // One with slices that is dropped keeps them until its allocator is closed.
        if (!dropsScratch) {
            scratch.arena().allocate(1_000, 8);
            scratch.close();
        }
        FrameRing ring = seen.add(from.ring("ring", 2, ArenaSettings.defaults(), source));
        ring.begin().ints(100);
        ring.end();
        if (!dropsRing) {
            ring.begin().allocate(1_000, 8);
            ring.close();
        }
    }

    /** With a scope and a team's frame open, and a scratch. */
    private void dieInAFrame() throws InterruptedException {
        FrameTeam team = seen.add(FrameTeam.create(memory, 2));
        Scratch[] scratch = {null};
        Thread dying =
                new Thread(
                        () -> {
                            FrameArena arena = memory.arena();
                            arena.begin();
                            arena.allocate(1_000, 8);
                            arena.scope();
                            arena.ints(100);
                            team.begin();
                            team.arena(1).ints(100);
                            scratch[0] = seen.add(memory.scratch("of the dead"));
                            scratch[0].arena().allocate(1_000, 8);
                        });
        dying.start();
        dying.join();
        memory.trim();
        // One with slices that is collected before keeps them until its allocator is closed.
        Reference.reachabilityFence(scratch);
        if (!isDropped()) {
            team.begin().close();
            team.close();
        }
    }
}
