package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

class FrameAllocatorTest {

    @Test
    void eachThreadHasOneArenaOfItsOwn() throws Exception {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena mine = memory.arena();
            assertThat(memory.arena()).isSameAs(mine);
            assertThat(mine.owner()).isSameAs(Thread.currentThread());
            assertThat(onAnotherThread(memory::arena)).isNotSameAs(mine);
        }
    }

    @Test
    void twoAllocatorsGiveTheSameThreadTwoArenas() {
        try (FrameAllocator a = FrameAllocator.create();
                FrameAllocator b = FrameAllocator.create()) {
            assertThat(a.arena()).isNotSameAs(b.arena());
        }
    }

    @Test
    void anArenaOfAThreadThatDiedServesTheNextThread() throws Exception {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Floats[] stale = new Floats[1];
            FrameArena left =
                    onAnotherThread(
                            () -> {
                                FrameArena arena = memory.arena();
                                arena.begin();
                                arena.scope();
                                stale[0] = arena.floats(100);
                                arena.allocate(100_000, 8);
                                return arena;
                            });
            FrameArena next =
                    onAnotherThread(
                            () -> {
                                FrameArena arena = memory.arena();
                                assertThat(arena.isOpen()).isFalse();
                                assertThatThrownBy(stale[0]::length)
                                        .isInstanceOf(ExpiredException.class);
                                assertThat(arena.used()).isZero();
                                assertThat(arena.owner()).isSameAs(Thread.currentThread());
                                try (FrameScope tick = arena.begin()) {
                                    assertThat(arena.floats(100).get(99)).isZero();
                                    arena.allocate(8, 8).set(ValueLayout.JAVA_LONG, 0, 1);
                                }
                                return arena;
                            });
            assertThat(next).isSameAs(left);
        }
    }

    @Test
    void threadsWorkSideBySide() throws Exception {
        int threads = 4;
        try (FrameAllocator memory = FrameAllocator.create();
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            CountDownLatch ready = new CountDownLatch(threads);
            Set<FrameArena> arenas = ConcurrentHashMap.newKeySet();
            List<Future<Integer>> runs =
                    pool.invokeAll(
                            Collections.nCopies(
                                    threads,
                                    () -> {
                                        ready.countDown();
                                        ready.await();
                                        FrameArena arena = memory.arena();
                                        arenas.add(arena);
                                        for (int frame = 1; frame <= 250; frame++) {
                                            work(arena, frame);
                                        }
                                        return arena.depth();
                                    }));
            for (Future<Integer> run : runs) {
                assertThat(run.get()).isZero();
            }
            assertThat(arenas).hasSize(threads);
        }
    }

    private static void work(FrameArena arena, int value) {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(200);
            ints.fill(value);
            var slice = arena.allocate(value * 1_000L, 8);
            slice.fill((byte) value);
            assertThat(ints.get(199)).isEqualTo(value);
            assertThat(slice.get(ValueLayout.JAVA_BYTE, slice.byteSize() - 1))
                    .isEqualTo((byte) value);
        }
    }

    @Test
    void aVirtualThreadHasItsOwnArena() throws Exception {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FutureTask<Thread> task =
                    new FutureTask<>(
                            () -> {
                                FrameArena arena = memory.arena();
                                try (FrameScope tick = arena.begin()) {
                                    arena.floats(10).set(9, 1f);
                                    return arena.owner();
                                }
                            });
            Thread virtual = Thread.ofVirtual().start(task);
            assertThat(task.get()).isSameAs(virtual);
        }
    }

    @Test
    void beginOnAnotherThreadsArenaIsRefusedAtEveryLevel() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena mine = memory.arena();
            assertThat(catchThrowable(() -> onAnotherThread(mine::begin)).getCause())
                    .isInstanceOf(ForeignThreadException.class)
                    .hasMessageContaining(
                            "Thread 'other' used the arena of thread '"
                                    + Thread.currentThread().getName())
                    .hasMessageContaining("FrameAllocator.arena()");
            assertThat(mine.isOpen()).isFalse();
        }
    }

    @Test
    void checkedRefusesEveryUseOfAnotherThreadsArena() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena mine = memory.arena();
            try (FrameScope tick = mine.begin()) {
                IntList list = mine.intList(16);
                for (int i = 0; i < 16; i++) {
                    list.add(i);
                }
                for (Supplier<?> use :
                        new Supplier<?>[] {
                            () -> mine.floats(1),
                            () -> mine.intList(1),
                            () -> mine.allocate(1, 1),
                            mine::scope,
                            () -> {
                                tick.close();
                                return null;
                            },
                            () -> {
                                mine.end();
                                return null;
                            },
                            () -> {
                                list.add(1);
                                return null;
                            }
                        }) {
                    assertThat(catchThrowable(() -> onAnotherThread(use)).getCause())
                            .isInstanceOf(ForeignThreadException.class);
                }
                assertThat(mine.depth()).isEqualTo(1);
                assertThat(list.length()).isEqualTo(16);
            }
        }
    }

    @Test
    void aClosedAllocatorIsRefused() {
        FrameAllocator memory = FrameAllocator.create();
        FrameArena arena = memory.arena();
        memory.close();
        memory.close();
        assertThat(memory.isClosed()).isTrue();
        assertThatThrownBy(memory::arena)
                .isInstanceOf(AllocatorClosedException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(arena::begin).isInstanceOf(AllocatorClosedException.class);
        assertThatThrownBy(() -> arena.floats(1)).isInstanceOf(AllocatorClosedException.class);
        assertThatThrownBy(arena::scope).isInstanceOf(AllocatorClosedException.class);
    }

    @Test
    void closingInsideAFrameIsRefusedAndChangesNothing() {
        FrameAllocator memory = FrameAllocator.create();
        FrameArena arena = memory.arena();
        try (FrameScope tick = arena.begin()) {
            var slice = arena.allocate(8, 8);
            assertThatThrownBy(memory::close)
                    .isInstanceOf(FrameOpenException.class)
                    .hasMessageContaining("End the frame first");
            slice.set(ValueLayout.JAVA_LONG, 0, 1);
            assertThat(memory.isClosed()).isFalse();
        }
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
    }

    /** In standard the slice ended with the allocator; otherwise its memory waits for the frame. */
    private static void assertNothingFreedIsRead(MemorySegment slice) {
        if (SafetyLevel.current() == SafetyLevel.STANDARD) {
            assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 63))
                    .isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(slice.get(ValueLayout.JAVA_BYTE, 63)).isEqualTo((byte) 7);
        }
    }

    @Test
    void fromCheckedOnTheMemoryOfAnOpenFrameIsGivenBackWhenTheFrameEnds() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        CountingSource source = new CountingSource(MemorySource.ofNative());
        FrameAllocator memory = FrameAllocator.create(source);
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        FutureTask<Long> task =
                new FutureTask<>(
                        () -> {
                            try (FrameScope tick = memory.arena().begin()) {
                                memory.arena().allocate(64, 8);
                                opened.countDown();
                                closed.await();
                                return source.bytesOut();
                            }
                        });
        Thread other = Thread.ofPlatform().start(task);
        opened.await();
        memory.close();
        closed.countDown();
        other.join();
        assertThat(task.get()).isPositive();
        assertThat(source.bytesOut()).isZero();
    }

    @Test
    void aFrameThatIsOpenOnAnotherThreadEndsSoundlyAfterClose() throws Exception {
        FrameAllocator memory = FrameAllocator.create();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        FutureTask<Float> task =
                new FutureTask<>(
                        () -> {
                            FrameArena arena = memory.arena();
                            try (FrameScope tick = arena.begin()) {
                                Floats kept = arena.floats(4);
                                kept.set(3, 2f);
                                MemorySegment slice = arena.allocate(64, 8);
                                slice.fill((byte) 7);
                                opened.countDown();
                                closed.await();
                                assertNothingFreedIsRead(slice);
                                return kept.get(3);
                            }
                        });
        Thread other = Thread.ofPlatform().start(task);
        opened.await();
        memory.close();
        closed.countDown();
        other.join();
        assertThat(task.get()).isEqualTo(2f);
    }

    @Test
    void theSharedAllocatorCannotBeClosed() {
        assertThat(FrameAllocator.shared()).isSameAs(FrameAllocator.shared());
        assertThatThrownBy(() -> FrameAllocator.shared().close())
                .isInstanceOf(AllocatorClosedException.class)
                .hasMessageContaining("create()");
        assertThat(FrameAllocator.shared().isClosed()).isFalse();
        try (FrameScope tick = FrameAllocator.shared().arena().begin()) {
            assertThat(tick.isOpen()).isTrue();
        }
    }

    private static <T> T onAnotherThread(Supplier<T> body)
            throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(body::get);
        Thread other = Thread.ofPlatform().name("other").start(task);
        other.join();
        return task.get();
    }
}
