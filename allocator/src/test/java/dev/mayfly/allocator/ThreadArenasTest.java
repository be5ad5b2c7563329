package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.internal.chunk.SliceGuards;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** However many threads come and go, there are about as many arenas as threads at once. */
class ThreadArenasTest {

    /** What an arena starts with by default, in bytes. */
    private static final long CHUNK_BYTES = 64 << 10;

    private final FrameAllocator memory = FrameAllocator.create();
    private final Set<FrameArena> arenas = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> failures = ConcurrentHashMap.newKeySet();

    @AfterEach
    void nothingLeaksAndNothingFailed() {
        assertThat(failures).isEmpty();
        assertThat(memory.nativeBytes())
                .isLessThanOrEqualTo(arenas.size() * heldByAnArena() + (16 << 20));
        memory.close();
        assertThat(memory.nativeBytes()).as("native bytes after close").isZero();
    }

    @Test
    void threadsOneAfterTheOtherShareOneArena() throws Exception {
        for (int i = 0; i < 300; i++) {
            Thread thread = Thread.ofPlatform().start(this::frame);
            thread.join();
        }
        assertThat(arenas).hasSize(1);
        assertThat(memory.nativeBytes()).isEqualTo(heldByAnArena());
    }

    @Test
    void aPoolsThreadsKeepTheirArenasAndLeaveThemToTheNextPools() throws Exception {
        for (int pools = 0; pools < 5; pools++) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
                for (Future<Object> task :
                        pool.invokeAll(
                                Collections.nCopies(
                                        500,
                                        () -> {
                                            threads.add(Thread.currentThread());
                                            frame();
                                            return memory;
                                        }))) {
                    task.get();
                }
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(arenas).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void tenThousandVirtualThreadsShareAsManyArenasAsAreAliveAtOnce() throws Exception {
        for (int round = 0; round < 625; round++) {
            List<Thread> alive = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                alive.add(Thread.ofVirtual().start(this::frame));
            }
            for (Thread thread : alive) {
                thread.join();
            }
        }
        assertThat(arenas).hasSizeLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 1_000})
    void threadsThatAreAliveAtOnceHaveAnArenaEach(int threads) throws Exception {
        for (int round = 0; round < 3; round++) {
            CountDownLatch inFrame = new CountDownLatch(threads);
            CountDownLatch goOn = new CountDownLatch(1);
            List<Thread> alive = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                alive.add(Thread.ofVirtual().start(() -> frame(inFrame, goOn)));
            }
            inFrame.await();
            assertThat(arenas).hasSizeGreaterThanOrEqualTo(threads);
            goOn.countDown();
            for (Thread thread : alive) {
                thread.join();
            }
        }
        assertThat(arenas).hasSizeLessThanOrEqualTo(threads + threads / 4);
    }

    @Test
    void whereOneThreadReplacesAnotherTheNumberOfArenasStaysBounded() throws Exception {
        record Running(Thread thread, CountDownLatch goOn) {}

        ArrayDeque<Running> alive = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch inFrame = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Thread next = Thread.ofVirtual().start(() -> frame(inFrame, goOn));
            inFrame.await();
            alive.add(new Running(next, goOn));
            if (alive.size() == 200) {
                Running oldest = alive.remove();
                oldest.goOn().countDown();
                oldest.thread().join();
            }
        }
        for (Running each : alive) {
            each.goOn().countDown();
            each.thread().join();
        }
        assertThat(arenas).hasSizeBetween(200, 250);
    }

    private void frame() {
        frame(new CountDownLatch(0), new CountDownLatch(0));
    }

    private void frame(CountDownLatch inFrame, CountDownLatch goOn) {
        try {
            FrameArena arena = memory.arena();
            arenas.add(arena);
            try (FrameScope _ = arena.begin()) {
                int mark = System.identityHashCode(Thread.currentThread());
                Ints ints = arena.ints(100);
                assertThat(ints.get(99)).isZero();
                ints.set(99, mark);
                var slice = arena.allocate(1_000, 8);
                slice.set(ValueLayout.JAVA_INT, 0, mark);
                inFrame.countDown();
                goOn.await();
                assertThat(ints.get(99)).isEqualTo(mark);
                assertThat(slice.get(ValueLayout.JAVA_INT, 0)).isEqualTo(mark);
            }
        } catch (Throwable failure) {
            failures.add(failure);
            inFrame.countDown();
        }
    }

    /** In paranoid the chunks of the last frames are held back beside that of the open one. */
    private static long heldByAnArena() {
        return SafetyLevel.current() == SafetyLevel.PARANOID
                ? (SliceGuards.FRAMES_HELD + 1) * CHUNK_BYTES
                : CHUNK_BYTES;
    }
}
