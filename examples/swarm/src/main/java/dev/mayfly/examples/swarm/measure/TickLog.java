package dev.mayfly.examples.swarm.measure;

import com.sun.management.ThreadMXBean;

import dev.mayfly.examples.swarm.simulation.Swarm;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** How long each tick of a swarm took and how many bytes it allocated on the Java heap. */
public final class TickLog {
    /** Much less than a rank, much more than what a product of two numbers is off by. */
    private static final double ROUNDING = 1e-6;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] nanos;
    private final long[] bytes;
    private int ticks;

    /**
     * @param capacity how many ticks it can hold
     */
    public TickLog(int capacity) {
        nanos = new long[capacity];
        bytes = new long[capacity];
    }

    /**
     * Simulates one tick of a swarm and notes what it cost. Allocates nothing itself.
     *
     * @return the nanoseconds it took
     */
    long tick(Swarm swarm) {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        swarm.tick();
        long elapsed = System.nanoTime() - start;
        long allocatedSince = threads.getCurrentThreadAllocatedBytes() - allocated;
        add(elapsed, allocatedSince);
        return elapsed;
    }

    /** Notes a tick. */
    public void add(long tickNanos, long tickBytes) {
        nanos[ticks] = tickNanos;
        bytes[ticks] = tickBytes;
        ticks++;
    }

    public int ticks() {
        return ticks;
    }

    public long nanos(int tick) {
        return nanos[tick];
    }

    public long bytes(int tick) {
        return bytes[tick];
    }

    /**
     * The nanoseconds that so many percent of the ticks stayed within: the nearest rank, so one of
     * those noted.
     */
    public double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, ticks);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent * ticks / 100 - ROUNDING);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The nanoseconds of the longest tick. */
    public double longest() {
        return Arrays.stream(nanos, 0, ticks).max().orElse(0);
    }

    public double ticksPerSecond() {
        return ticks * 1e9 / Arrays.stream(nanos, 0, ticks).sum();
    }

    /** The mean over all ticks. */
    public double bytesPerTick() {
        return Arrays.stream(bytes, 0, ticks).average().orElse(0);
    }
}
