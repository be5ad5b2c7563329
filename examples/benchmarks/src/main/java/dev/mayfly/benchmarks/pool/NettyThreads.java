package dev.mayfly.benchmarks.pool;

import io.netty.util.concurrent.DefaultThreadFactory;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that JMH runs {@code PoolBenchmark} on: Netty's own, on which its thread locals and
 * with them its allocators are fastest. The others do not care.
 */
public final class NettyThreads extends ThreadPoolExecutor {

    /** Called by JMH, by reflection. */
    public NettyThreads(int threads, String prefix) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(prefix, true));
    }
}
