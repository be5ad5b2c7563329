package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Slices of a frame that other threads and asynchronous calls use. */
class SharedSliceTest {

    private final CountingSource source = new CountingSource(MemorySource.ofNative());
    private final FrameAllocator memory = FrameAllocator.create(source);
    private final FrameArena arena = memory.arena();

    @AfterEach
    void close() {
        memory.close();
        assertThat(source.piecesOut()).isZero();
    }

    @Test
    void anotherThreadWritesAndTheOwnerReads() throws Exception {
        MemorySegment slice;
        try (FrameScope _ = arena.begin()) {
            MemorySegment own = arena.allocate(100, 8);
            slice = arena.allocateShared(1 << 16, 64);
            MemorySegment large = arena.allocateShared(5 << 20, 64);
            CompletableFuture.runAsync(
                            () -> {
                                slice.fill((byte) 3);
                                large.fill((byte) 4);
                            })
                    .get();
            own.fill((byte) 5);
            assertThat(slice.address() % 64).isZero();
            assertThat(slice.get(ValueLayout.JAVA_BYTE, (1 << 16) - 1)).isEqualTo((byte) 3);
            assertThat(large.get(ValueLayout.JAVA_BYTE, 5)).isEqualTo((byte) 4);
        }
        if (SafetyLevel.current() != SafetyLevel.STANDARD) {
            assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @Timeout(60)
    void anAsynchronousWriteThatIsWaitedForCompletes(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("written");
        try (AsynchronousFileChannel channel =
                        AsynchronousFileChannel.open(
                                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FrameScope _ = arena.begin()) {
            MemorySegment slice = arena.allocateShared(1 << 16, 64);
            slice.fill((byte) 7);
            assertThat(channel.write(slice.asByteBuffer(), 0).get()).isEqualTo(1 << 16);
        }
        assertThat(Files.readAllBytes(file)).hasSize(1 << 16).containsOnly(7);
    }

    @Test
    @Timeout(60)
    void soDoesOneOfARingThatIsWaitedForAFrameLater(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("written");
        try (AsynchronousFileChannel channel =
                        AsynchronousFileChannel.open(
                                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                FrameRing ring = memory.ring("to disk", 2)) {
            Future<Integer> before = null;
            for (int frame = 0; frame < 10; frame++) {
                MemorySegment slice = ring.begin().allocate(1_000, 8);
                slice.fill((byte) frame);
                Future<Integer> write = channel.write(slice.asByteBuffer(), frame * 1_000L);
                if (before != null) {
                    assertThat(before.get()).isEqualTo(1_000);
                }
                ring.end();
                before = write;
            }
            assertThat(before).isNotNull();
            assertThat(before.get()).isEqualTo(1_000);
        }
        byte[] written = Files.readAllBytes(file);
        for (int i = 0; i < written.length; i++) {
            assertThat(written[i]).isEqualTo((byte) (i / 1_000));
        }
    }

    @Test
    @Timeout(60)
    void aScopeThatEndsWhileACallUsesItsSliceSaysSo() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        Pipe pipe = Pipe.open();
        int size = 4 << 20;
        arena.begin();
        MemorySegment slice = arena.allocateShared(size, 64);
        CompletableFuture<Integer> writing =
                CompletableFuture.supplyAsync(() -> writeAll(pipe, slice));
        ByteBuffer in = ByteBuffer.allocate(1 << 16);
        int read = pipe.source().read(in); // the call has begun, and cannot end before the rest is
        assertThatThrownBy(arena::end)
                .isInstanceOf(ExpiredException.class)
                .hasMessageContainingAll(
                        "in use by another thread", "Wait for the call", "FrameRing");
        assertThat(arena.isOpen()).isFalse();
        while (read < size) {
            read += pipe.source().read(in.clear());
        }
        assertThat(writing.get()).isEqualTo(size);
        try (FrameScope _ = arena.begin()) {
            arena.allocate(100, 8).fill((byte) 1);
        }
        pipe.sink().close();
        pipe.source().close();
    }

    private static int writeAll(Pipe pipe, MemorySegment slice) {
        try {
            return pipe.sink().write(slice.asByteBuffer());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void promotingASliceThatHasEndedOrIsAnothersSaysWhatToDo() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        MemorySegment ended;
        try (FrameScope _ = arena.begin()) {
            ended = arena.allocate(100, 8);
            MemorySegment mine = arena.allocate(100, 8);
            MemorySegment shared = arena.allocateShared(100, 8);
            CompletableFuture.runAsync(
                            () -> {
                                FrameArena other = memory.arena();
                                try (FrameScope _ = other.begin()) {
                                    assertThatThrownBy(() -> other.promote(mine))
                                            .isInstanceOf(ForeignThreadException.class)
                                            .hasMessageContaining("allocateShared()");
                                    other.promote(shared).close();
                                }
                            })
                    .get();
        }
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(() -> arena.promote(ended))
                    .isInstanceOf(ExpiredException.class)
                    .hasMessageContaining("Promote it in that scope");
        }
    }
}
