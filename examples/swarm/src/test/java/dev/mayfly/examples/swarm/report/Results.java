package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Collections;
import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.measure.TickLog;
import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Snapshot;

import java.util.List;

/** Results to report on. */
final class Results {
    private Results() {}

    /** Ticks of the same length, except for a last one that took ten times as long. */
    static Result of(Mode mode, int ticks, long nanos, long bytes, Collections collections) {
        TickLog log = new TickLog(ticks);
        for (int tick = 1; tick < ticks; tick++) {
            log.add(nanos, bytes);
        }
        log.add(10 * nanos, bytes);
        return new Result(mode, log, collections, 0xCAFEL, 12, 3, new Snapshot(List.of()));
    }

    static Result ending(Result result, Snapshot end) {
        return new Result(
                result.mode(),
                result.log(),
                result.collections(),
                result.checksum(),
                result.collisions(),
                result.catches(),
                end);
    }
}
