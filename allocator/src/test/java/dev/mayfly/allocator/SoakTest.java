package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A million frames of changing load: what is held at the end of each calm stretch is what was held
 * at the end of the first. Run by {@code mvn -Psoak -pl allocator verify}.
 */
@Tag("soak")
class SoakTest {

    private static final int FRAMES = 1_000_000;
    private static final int STRETCHES = 20;
    private static final int CALM_FRAMES = 4 * ArenaSettings.defaults().quietFrames();
    private static final long MOST_MINUTES = 15;

    /**
     * What the JVM itself may come to need meanwhile: compiled code's constants, the test's own.
     */
    private static final long HEAP_TOLERANCE = 1 << 20;

    private static final class Body {
        FrameScope holder;
    }

    private final Random random = new Random(42);
    private final FrameAllocator memory = FrameAllocator.create();
    private final FrameArena arena = memory.arena();
    private final FrameObjects<Body> bodies = arena.objects(Body::new, body -> body.holder = null);
    private final FrameRing ring = memory.ring("ring", 3);
    private final ArrayDeque<Promotion<Floats>> promoted = new ArrayDeque<>();

    @Test
    void memoryStaysFlatOverAMillionFramesOfChangingLoad() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
        long firstNative = 0;
        long firstHeap = 0;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            for (int i = 0; i < FRAMES / STRETCHES - CALM_FRAMES; i++) {
                frame(load(i));
            }
            for (int i = 0; i < CALM_FRAMES; i++) {
                frame(1);
            }
            while (!promoted.isEmpty()) {
                promoted.removeFirst().close();
            }
            Thread visitor = Thread.ofVirtual().start(this::visit);
            visitor.join();
            long heap = usedHeap();
            System.out.printf(
                    "%,9d frames: %,11d bytes native, %,11d bytes on the heap%n",
                    (stretch + 1) * (FRAMES / STRETCHES), memory.nativeBytes(), heap);
            if (stretch == 1) {
                firstNative = memory.nativeBytes();
                firstHeap = heap;
            }
            assertThat(stretch < 1 || memory.nativeBytes() <= firstNative + (128 << 10))
                    .as("native bytes: %s at first, %s now", firstNative, memory.nativeBytes())
                    .isTrue();
            assertThat(stretch < 1 || heap <= firstHeap + HEAP_TOLERANCE)
                    .as("bytes on the heap: %s at first, %s now", firstHeap, heap)
                    .isTrue();
            assertThat(System.nanoTime() < deadline)
                    .as("done within %s minutes; got to stretch %s", MOST_MINUTES, stretch)
                    .isTrue();
        }
        ring.close();
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
    }

    /** A slow wave with noise on it, and now and then a spike. */
    private int load(int frame) {
        int wave = (int) (50 + 45 * Math.sin(frame / 500.0)) + random.nextInt(10);
        return random.nextInt(20_000) == 0 ? wave * 100 : wave;
    }

    private void frame(int load) {
        FrameArena kept = ring.begin();
        kept.ints(load * 10).set(load, load);
        kept.allocate(load * 100L, 16);
        try (FrameScope tick = arena.begin()) {
            Floats out = arena.floats(load * 10);
            IntList list = arena.intList(8);
            for (int i = 0; i < load; i++) {
                out.add(i, i);
                list.add(i);
                Body body = bodies.take();
                assertThat(body.holder).as("nobody else's").isNull();
                body.holder = tick;
                arena.allocate(64, 8).set(ValueLayout.JAVA_LONG, 0, i);
            }
            long mark = arena.mark();
            try (FrameScope scope = arena.scope()) {
                arena.longs(load).fill(1);
                arena.receive(arena.send(arena.ints(load)));
            }
            arena.rewind(mark);
            if (load % 10 == 0) {
                promoted.addLast(arena.promote(out));
            }
            if (promoted.size() > 20) {
                promoted.removeFirst().close();
            }
        }
        ring.end();
    }

    private void visit() {
        FrameArena visiting = memory.arena();
        try (FrameScope tick = visiting.begin()) {
            visiting.floats(1_000);
            visiting.allocate(10_000);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
