package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Result;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a run as text: a row for each figure, a column for each mode, and the ratio of two
 * modes.
 */
public final class ResultTable {
    /** With fewer ticks than that, a p99.9 is one or two ticks and means little. */
    static final int ENOUGH_FOR_P999 = 2_000;

    private static final double MILLI = 1e-6;

    private final List<Result> results;
    private final StringBuilder text = new StringBuilder();

    private ResultTable(List<Result> results) {
        this.results = results;
    }

    /**
     * Makes the table.
     *
     * @param results of one mode or of two; with two there is a column for the ratio of the first
     *     to the second
     */
    public static String of(List<Result> results) {
        return new ResultTable(results).build();
    }

    private String build() {
        heading();
        row("tick time p50", ResultTable::millis, result -> result.log().percentile(50));
        row("tick time p99", ResultTable::millis, result -> result.log().percentile(99));
        row("tick time p99.9", ResultTable::millis, result -> result.log().percentile(99.9));
        row("tick time max", ResultTable::millis, result -> result.log().longest());
        row("allocated per tick", ResultTable::bytes, result -> result.log().bytesPerTick());
        row("collections", ResultTable::count, result -> result.collections().count());
        row(
                "collection pauses",
                value -> String.format(Locale.ROOT, "%,.0f ms", value),
                result -> result.collections().pauseMillis());
        row(
                "ticks per second",
                value -> String.format(Locale.ROOT, "%,.1f", value),
                result -> result.log().ticksPerSecond());
        textRow(
                "checksum",
                result -> String.format(Locale.ROOT, "%016x", result.checksum()),
                agreement());
        int ticks = results.getFirst().log().ticks();
        if (ticks < ENOUGH_FOR_P999) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%nnote: %,d ticks are too few for a p99.9 to mean something; take %,d"
                                    + " or more%n",
                            ticks,
                            ENOUGH_FOR_P999));
        }
        return text.toString();
    }

    private void heading() {
        textRow("", result -> result.mode().toString(), ratioName());
    }

    private String ratioName() {
        return compares() ? results.getFirst().mode() + " / " + results.getLast().mode() : "";
    }

    private String agreement() {
        return compares() && results.getFirst().checksum() == results.getLast().checksum()
                ? "equal"
                : "";
    }

    private boolean compares() {
        return results.size() == 2;
    }

    private void row(String name, DoubleFunction<String> show, ToDoubleFunction<Result> figure) {
        textRow(name, result -> show.apply(figure.applyAsDouble(result)), ratio(figure));
    }

    private String ratio(ToDoubleFunction<Result> figure) {
        if (!compares()) {
            return "";
        }
        double divisor = figure.applyAsDouble(results.getLast());
        return divisor == 0
                ? "-"
                : String.format(
                        Locale.ROOT, "%.2f", figure.applyAsDouble(results.getFirst()) / divisor);
    }

    private void textRow(String name, Function<Result, String> show, String last) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s", name));
        for (Result result : results) {
            line.append(String.format(Locale.ROOT, "%18s", show.apply(result)));
        }
        line.append(String.format(Locale.ROOT, "%18s", last));
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos * MILLI);
    }

    private static String bytes(double bytes) {
        return String.format(Locale.ROOT, bytes > 0 && bytes < 10 ? "%.1f B" : "%,.0f B", bytes);
    }

    private static String count(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }
}
