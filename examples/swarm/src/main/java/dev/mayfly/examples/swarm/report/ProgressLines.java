package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Progress;
import dev.mayfly.examples.swarm.simulation.Mode;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Writes progress as one line for each stretch of ticks; on a terminal, as a single line that is
 * written over.
 */
public final class ProgressLines implements Progress {
    private static final long REFRESH_NANOS = 100_000_000;

    /** Long enough to cover whatever was in the line before. */
    private static final String LINE = "\r%-60s";

    private final PrintWriter out;
    private final boolean terminal;
    private long shown = System.nanoTime();

    public ProgressLines(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void ticked(Mode mode, boolean warmUp, int done, int of) {
        if (terminal && System.nanoTime() - shown > REFRESH_NANOS) {
            shown = System.nanoTime();
            out.printf(LINE, text(mode, warmUp, done, of));
            out.flush();
        }
    }

    @Override
    public void paused(Mode mode, boolean warmUp, int done, int of) {
        if (!terminal) {
            out.println(text(mode, warmUp, done, of));
            out.flush();
        }
    }

    /** Leaves the terminal's line empty for what comes next. */
    public void finish() {
        if (terminal) {
            out.printf(LINE + "\r", "");
            out.flush();
        }
    }

    private static String text(Mode mode, boolean warmUp, int done, int of) {
        return String.format(
                Locale.ROOT,
                "%s: %s %,d of %,d ticks",
                mode,
                warmUp ? "warmed up with" : "measured",
                done,
                of);
    }
}
