package dev.mayfly.examples.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.simulation.Mode;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ProgressLinesTest {
    private final StringWriter out = new StringWriter();

    @Test
    void aFileGetsALineForEachStretchOfTicks() {
        ProgressLines progress = new ProgressLines(new PrintWriter(out), false);
        progress.ticked(Mode.PLAIN, true, 1, 400);
        progress.paused(Mode.PLAIN, true, 400, 400);
        progress.paused(Mode.MAYFLY, false, 250, 2_000);
        progress.finish();
        assertThat(out.toString().lines())
                .containsExactly(
                        "plain: warmed up with 400 of 400 ticks",
                        "mayfly: measured 250 of 2,000 ticks");
    }

    @Test
    void aTerminalGetsNoNewLineAndIsLeftClean() {
        ProgressLines progress = new ProgressLines(new PrintWriter(out), true);
        progress.paused(Mode.PLAIN, true, 400, 400);
        progress.finish();
        assertThat(out.toString()).doesNotContain("\n").endsWith(" \r");
    }
}
