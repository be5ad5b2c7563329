package dev.mayfly.benchmarks;

import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.benchmarks.pool.CAllocator;
import dev.mayfly.benchmarks.pool.ReturningThread;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What native blocks cost that are returned one by one. One op takes 1,000 blocks of 64 bytes,
 * keeps them in an array, and returns them all, in the order in which they were taken. None is
 * zero-filled.
 *
 * <ul>
 *   <li>{@code mayfly}: a {@link BlockPool}. A block comes with its {@code MemorySegment}.
 *   <li>{@code mayflyCrossThread}: the same, returned by a second thread while the first one takes
 *       the next thousand. One op takes a thousand and waits until the thousand before them were
 *       returned.
 *   <li>{@code nettyPooled}: Netty's {@code PooledByteBufAllocator}, direct buffers; its cache of
 *       this size class holds all of them.
 *   <li>{@code nettyAdaptive}: Netty's {@code AdaptiveByteBufAllocator}, direct buffers.
 *   <li>{@code malloc}: {@code malloc} and {@code free} through the FFM API, by address, as
 *       critical functions.
 * </ul>
 *
 * <p>Netty runs on its own threads, with its caches on for them, with {@code Unsafe}, without leak
 * detection, and keeps every handle for reuse. Its checks of bounds and reference counts are on, as
 * they are by default, and as Mayfly's are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dio.netty.noUnsafe=false",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dio.netty.recycler.ratio=0",
            "-Djmh.executor=CUSTOM",
            "-Djmh.executor.class=dev.mayfly.benchmarks.pool.NettyThreads"
        })
public class PoolBenchmark {

    static final int BLOCKS = 1_000;
    static final int BLOCK_BYTES = 64;

    private static final int CACHED = 2 * BLOCKS;

    final BlockPool pool = BlockPool.create();

    final ByteBufAllocator pooled =
            new PooledByteBufAllocator(
                    true,
                    PooledByteBufAllocator.defaultNumHeapArena(),
                    PooledByteBufAllocator.defaultNumDirectArena(),
                    PooledByteBufAllocator.defaultPageSize(),
                    PooledByteBufAllocator.defaultMaxOrder(),
                    CACHED,
                    PooledByteBufAllocator.defaultNormalCacheSize(),
                    true);

    final ByteBufAllocator adaptive = new AdaptiveByteBufAllocator(true, true);

    final Block[] blocks = new Block[BLOCKS];
    final ByteBuf[] buffers = new ByteBuf[BLOCKS];
    final long[] addresses = new long[BLOCKS];

    @Benchmark
    public void mayfly() {
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i] = pool.take(BLOCK_BYTES);
        }
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i].close();
        }
    }

    /** A second thread, and arrays for it. */
    @State(Scope.Thread)
    public static class Partner {
        ReturningThread returning;
        private Block[] next = new Block[BLOCKS];
        private Block[] handedOver = new Block[BLOCKS];

        /** Starts the thread; one for each iteration, so that none is left spinning. */
        @Setup(Level.Iteration)
        public void start() {
            returning = new ReturningThread();
        }

        /** Ends the thread. */
        @TearDown(Level.Iteration)
        public void stop() {
            returning.close();
        }

        void handOver() {
            returning.handOver(next);
            Block[] free = handedOver;
            handedOver = next;
            next = free;
        }
    }

    @Benchmark
    public void mayflyCrossThread(Partner partner) {
        for (int i = 0; i < BLOCKS; i++) {
            partner.next[i] = pool.take(BLOCK_BYTES);
        }
        partner.handOver();
    }

    @Benchmark
    public void nettyPooled() {
        takeAndReturn(pooled);
    }

    @Benchmark
    public void nettyAdaptive() {
        takeAndReturn(adaptive);
    }

    private void takeAndReturn(ByteBufAllocator allocator) {
        for (int i = 0; i < BLOCKS; i++) {
            buffers[i] = allocator.directBuffer(BLOCK_BYTES, BLOCK_BYTES);
        }
        for (int i = 0; i < BLOCKS; i++) {
            buffers[i].release();
        }
    }

    @Benchmark
    public void malloc() {
        for (int i = 0; i < BLOCKS; i++) {
            addresses[i] = CAllocator.malloc(BLOCK_BYTES);
        }
        for (int i = 0; i < BLOCKS; i++) {
            CAllocator.free(addresses[i]);
        }
    }
}
