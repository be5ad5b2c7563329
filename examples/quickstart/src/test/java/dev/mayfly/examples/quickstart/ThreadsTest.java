package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.team.FrameBarrier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

class ThreadsTest {

    @Test
    void aTeamFindsThePeaks() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope _ = memory.arena().begin()) {
            Floats heights = memory.arena().floats(10_000);
            for (int i = 100; i < 10_000; i += 1_000) {
                heights.set(i, 3f);
                heights.set(i + 50, 1f);
            }
            assertThat(Threads.withATeam(memory, heights)).isEqualTo(10);
        }
    }

    @Test
    void anEnginesThreadsGoFrameByFrame() throws Exception {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameBarrier barrier = new FrameBarrier();
            AtomicInteger frames = new AtomicInteger();
            FutureTask<Void> other = new FutureTask<>(() -> run(memory, barrier, frames), null);
            Thread thread = Thread.ofPlatform().start(other);
            run(memory, barrier, frames);
            other.get();
            thread.join();
            assertThat(frames).hasValue(20);
        }
    }

    @Test
    void aPageIsWrittenByAnotherThread(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("pages");
        try (FrameAllocator memory = FrameAllocator.create();
                AsynchronousFileChannel channel =
                        AsynchronousFileChannel.open(
                                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            assertThat(Threads.write(memory.arena(), channel)).isEqualTo(4_096);
        }
        assertThat(Files.readAllBytes(file)).hasSize(4_096).containsOnly(1);
    }

    private static void run(FrameAllocator memory, FrameBarrier barrier, AtomicInteger frames) {
        try {
            Threads.runThread(memory, barrier, 10, frames::incrementAndGet);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
