package dev.mayfly.examples.swarm.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the garbage collectors of this process did in some span of time.
 *
 * @param count how often they ran
 * @param pauseMillis how long they stopped the program, in milliseconds
 */
public record Collections(long count, long pauseMillis) {
    static final Collections NONE = new Collections(0, 0);

    /** Everything since the process began. */
    static Collections soFar() {
        long count = 0;
        long pauseMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(collector)) {
                count += Math.max(0, collector.getCollectionCount());
                pauseMillis += Math.max(0, collector.getCollectionTime());
            }
        }
        return new Collections(count, pauseMillis);
    }

    Collections plus(Collections other) {
        return new Collections(count + other.count, pauseMillis + other.pauseMillis);
    }

    Collections minus(Collections earlier) {
        return new Collections(count - earlier.count, pauseMillis - earlier.pauseMillis);
    }

    /**
     * The concurrent collectors count whole cycles in a bean of their own, beside the one for their
     * pauses.
     */
    private static boolean pauses(GarbageCollectorMXBean collector) {
        return !collector.getName().endsWith("Cycles");
    }
}
