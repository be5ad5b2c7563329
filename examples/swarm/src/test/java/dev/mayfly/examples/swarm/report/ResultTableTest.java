package dev.mayfly.examples.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.measure.Collections;
import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.simulation.Mode;

import org.junit.jupiter.api.Test;

import java.util.List;

class ResultTableTest {
    private final Result plain =
            Results.of(Mode.PLAIN, 2_000, 8_000_000, 3_000_000, new Collections(12, 90));
    private final Result mayfly =
            Results.of(Mode.MAYFLY, 2_000, 2_000_000, 0, new Collections(0, 0));

    @Test
    void twoModesAreComparedFigureByFigure() {
        assertThat(lines(plain, mayfly))
                .containsExactly(
                        "plain mayfly plain / mayfly",
                        "tick time p50 8.000 ms 2.000 ms 4.00",
                        "tick time p99 8.000 ms 2.000 ms 4.00",
                        "tick time p99.9 8.000 ms 2.000 ms 4.00",
                        "tick time max 80.000 ms 20.000 ms 4.00",
                        "allocated per tick 3,000,000 B 0 B -",
                        "collections 12 0 -",
                        "collection pauses 90 ms 0 ms -",
                        "ticks per second 124.4 497.8 0.25",
                        "checksum 000000000000cafe 000000000000cafe equal");
    }

    @Test
    void oneModeStandsAlone() {
        assertThat(lines(mayfly))
                .startsWith("mayfly", "tick time p50 2.000 ms")
                .contains("checksum 000000000000cafe");
    }

    @Test
    void tooFewTicksForTheLastPercentileAreSaidToBe() {
        assertThat(lines(Results.of(Mode.PLAIN, 100, 1, 0, new Collections(0, 0))))
                .last()
                .asString()
                .isEqualTo(
                        "note: 100 ticks are too few for a p99.9 to mean something; take 2,000 or"
                                + " more");
    }

    @Test
    void aFewBytesAreNotRoundedAway() {
        assertThat(lines(Results.of(Mode.MAYFLY, 10, 1, 4, new Collections(0, 0))))
                .contains("allocated per tick 4.0 B");
    }

    private static List<String> lines(Result... results) {
        return ResultTable.of(List.of(results))
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}
