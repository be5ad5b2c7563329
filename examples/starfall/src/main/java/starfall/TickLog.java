package starfall;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** What each tick of a game cost. */
public final class TickLog {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] nanos;
    private long bytes;
    private long cpuNanos;
    private int ticks;

    public TickLog(int ticks) {
        nanos = new long[ticks];
    }

    public void tick(Game game) {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        game.tick();
        nanos[ticks++] = System.nanoTime() - start;
        cpuNanos += threads.getCurrentThreadCpuTime() - cpu;
        bytes += threads.getCurrentThreadAllocatedBytes() - allocated;
    }

    public double ticksPerSecond() {
        return ticks * 1e9 / Arrays.stream(nanos, 0, ticks).sum();
    }

    /** In milliseconds: the nearest rank. */
    public double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, ticks);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent * ticks / 100 - 1e-6);
        return sorted[Math.max(rank, 1) - 1] * 1e-6;
    }

    /** In milliseconds: what the thread computed, without its waits for a processor. */
    public double cpuPerTick() {
        return cpuNanos * 1e-6 / Math.max(1, ticks);
    }

    public long bytesPerTick() {
        return bytes / Math.max(1, ticks);
    }

    public String table() {
        return String.format(
                Locale.ROOT,
                "ticks per second   %,14.1f%n"
                        + "tick time p50      %,14.3f ms%n"
                        + "tick time p99      %,14.3f ms%n"
                        + "CPU time per tick  %,14.3f ms%n"
                        + "allocated per tick %,14d B%n",
                ticksPerSecond(),
                percentile(50),
                percentile(99),
                cpuPerTick(),
                bytesPerTick());
    }
}
