package dev.mayfly.benchmarks.targets;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One thing that the benchmarks have to show.
 *
 * @param name what is measured
 * @param bound on which side of the limit the figure must be
 * @param limit in {@code unit}
 * @param unit printed behind the limit and the figure
 * @param figure what one run measured, in {@code unit}; empty if it did not
 */
record Target(
        String name, Bound bound, double limit, String unit, Function<Run, OptionalDouble> figure) {

    /** On which side of the limit a figure must be. */
    enum Bound {
        AT_MOST("<="),
        UNDER("<"),
        AT_LEAST(">=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        private boolean holds(double figure, double limit) {
            return switch (this) {
                case AT_MOST -> figure <= limit;
                case UNDER -> figure < limit;
                case AT_LEAST -> figure >= limit;
            };
        }
    }

    /**
     * The time of one method of a benchmark as a multiple of that of another, in the same run.
     *
     * @param benchmark the class, with a period at its end
     */
    static Target ratio(
            String benchmark,
            String dividend,
            String divisor,
            Map<String, String> parameters,
            Bound bound,
            double limit) {
        String under = parameters.isEmpty() ? "" : ", " + parameters;
        return new Target(
                benchmark + dividend + " / " + divisor + under,
                bound,
                limit,
                "x",
                run ->
                        quotient(
                                run.nanos(benchmark + dividend, parameters),
                                run.nanos(benchmark + divisor, parameters)));
    }

    /** The time of a method under one value of a parameter as a multiple of that under another. */
    static Target ratio(
            String method,
            String parameter,
            String dividend,
            String divisor,
            Bound bound,
            double limit) {
        return new Target(
                method + ", " + parameter + " " + dividend + " / " + divisor,
                bound,
                limit,
                "x",
                run ->
                        quotient(
                                run.nanos(method, Map.of(parameter, dividend)),
                                run.nanos(method, Map.of(parameter, divisor))));
    }

    private static OptionalDouble quotient(OptionalDouble above, OptionalDouble below) {
        return above.isPresent() && below.isPresent()
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The time of one operation. */
    static Target time(String benchmark, Bound bound, double nanos) {
        return new Target(benchmark, bound, nanos, "ns", run -> run.nanos(benchmark, Map.of()));
    }

    /** What one operation allocates on the heap, with any parameters. */
    static Target allocation(String benchmark, Bound bound, double bytes) {
        return new Target(
                benchmark + ", heap (-prof gc)",
                bound,
                bytes,
                "B",
                run -> run.allocatedBytes(benchmark));
    }

    /** What the runs say about this target: the median of their figures decides. */
    Verdict judge(List<Run> runs) {
        double[] figures =
                runs.stream()
                        .map(figure)
                        .flatMapToDouble(OptionalDouble::stream)
                        .sorted()
                        .toArray();
        if (figures.length == 0) {
            return new Verdict(line("not measured", ""), false);
        }
        double median = median(figures);
        String spread = number(figures[0]) + " to " + number(figures[figures.length - 1]);
        String ofRuns = figures.length == 1 ? "1 run" : figures.length + " runs, " + spread;
        return new Verdict(
                line(number(median) + " " + unit, "(" + ofRuns + ")"), bound.holds(median, limit));
    }

    private String line(String measured, String ofRuns) {
        String wanted = bound.sign + " " + number(limit) + " " + unit;
        return String.format(Locale.ROOT, "%-78s %-11s %14s %s", name, wanted, measured, ofRuns)
                .stripTrailing();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
