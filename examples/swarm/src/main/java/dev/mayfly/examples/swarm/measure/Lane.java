package dev.mayfly.examples.swarm.measure;

import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Snapshot;
import dev.mayfly.examples.swarm.simulation.Swarm;

/** One mode's swarm and what has been measured of it so far. */
final class Lane implements AutoCloseable {
    private final Mode mode;
    private final Swarm swarm;
    private final TickLog log;
    private final int ticks;
    private int warmUpTicks;
    private Collections collections = Collections.NONE;

    Lane(Mode mode, Swarm swarm, int ticks) {
        this.mode = mode;
        this.swarm = swarm;
        this.ticks = ticks;
        this.log = new TickLog(ticks);
    }

    Mode mode() {
        return mode;
    }

    long checksum() {
        return swarm.checksum();
    }

    /** Runs the next of so many ticks off the record. */
    void warmUp(int next, int of, Progress progress) {
        for (int i = 0; i < next; i++) {
            swarm.tick();
            warmUpTicks++;
            progress.ticked(mode, true, warmUpTicks, of);
        }
        progress.paused(mode, true, warmUpTicks, of);
    }

    /** Measures the next ticks. What lies about on the heap is collected before, off the record. */
    void measure(int next, Progress progress) {
        System.gc();
        Collections before = Collections.soFar();
        for (int i = 0; i < next; i++) {
            log.tick(swarm);
            progress.ticked(mode, false, log.ticks(), ticks);
        }
        collections = collections.plus(Collections.soFar().minus(before));
        progress.paused(mode, false, log.ticks(), ticks);
    }

    Result result() {
        return new Result(
                mode,
                log,
                collections,
                swarm.checksum(),
                swarm.collisions(),
                swarm.catches(),
                Snapshot.of(swarm));
    }

    @Override
    public void close() {
        swarm.close();
    }
}
