package dev.mayfly.examples.swarm.measure;

import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs the same swarm in several modes, on the calling thread. Each mode is warmed up by itself
 * before the next one is made, and a second time when all are there: the classes of a later mode
 * make the JVM throw away some of what it has compiled for an earlier one, and that has to be
 * compiled anew before anything is measured. Then they take turns of some hundred ticks, so that a
 * slow spell of the machine falls on all of them. After each turn all have to agree.
 */
public final class Race {
    private static final int TURN_TICKS = 250;
    private static final int LEAST_WARM_UP = 50;
    private static final int MOST_WARM_UP = 200;

    private final int ticks;
    private final Progress progress;

    /**
     * @param ticks how many to measure in each mode
     */
    public Race(int ticks, Progress progress) {
        this.ticks = ticks;
        this.progress = progress;
    }

    /**
     * How many ticks each mode runs before it is measured: a tenth of the ticks, from 50 to 200.
     */
    public int warmUpTicks() {
        return Math.clamp(ticks / 10, LEAST_WARM_UP, MOST_WARM_UP);
    }

    /**
     * Runs all modes to the end and closes their swarms.
     *
     * @param start makes the swarm of a mode
     * @return a result for each mode, in the order given
     * @throws DivergenceException if the modes come to differ
     */
    public List<Result> run(List<Mode> modes, Function<Mode, Swarm> start)
            throws DivergenceException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Mode mode : modes) {
                Lane lane = new Lane(mode, start.apply(mode), ticks);
                lanes.add(lane);
                lane.warmUp(warmUpTicks() / 2, warmUpTicks(), progress);
            }
            for (Lane lane : lanes) {
                lane.warmUp(warmUpTicks() - warmUpTicks() / 2, warmUpTicks(), progress);
            }
            requireAgreement(lanes, warmUpTicks());
            for (int done = 0; done < ticks; ) {
                int next = Math.min(TURN_TICKS, ticks - done);
                for (Lane lane : lanes) {
                    lane.measure(next, progress);
                }
                done += next;
                requireAgreement(lanes, warmUpTicks() + done);
            }
            return lanes.stream().map(Lane::result).toList();
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    private static void requireAgreement(List<Lane> lanes, int tick) throws DivergenceException {
        Lane first = lanes.getFirst();
        for (Lane other : lanes) {
            if (other.checksum() != first.checksum()) {
                throw new DivergenceException(
                        "the modes differ after tick %d: checksum %016x in %s, %016x in %s"
                                .formatted(
                                        tick,
                                        first.checksum(),
                                        first.mode(),
                                        other.checksum(),
                                        other.mode()));
            }
        }
    }
}
