package dev.mayfly.benchmarks.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** What one run of the benchmarks measured: a file that JMH wrote by {@code -rf json}. */
final class Run {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private static final Map<String, TimeUnit> UNITS =
            Map.of(
                    "ns/op", TimeUnit.NANOSECONDS,
                    "us/op", TimeUnit.MICROSECONDS,
                    "ms/op", TimeUnit.MILLISECONDS,
                    "s/op", TimeUnit.SECONDS);

    /** One benchmark with one set of parameters. */
    private record Measurement(
            String benchmark,
            Map<String, String> parameters,
            double nanos,
            OptionalDouble allocatedBytes) {

        boolean isOf(String wanted, Map<String, String> wantedParameters) {
            return benchmark.endsWith("." + wanted)
                    && parameters.entrySet().containsAll(wantedParameters.entrySet());
        }
    }

    private final List<Measurement> measurements;

    private Run(List<Measurement> measurements) {
        this.measurements = measurements;
    }

    /**
     * Reads a result file.
     *
     * @throws ResultFileException if there is none, or it is not what JMH writes for benchmarks
     *     that measure average time
     */
    static Run read(Path file) throws ResultFileException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new ResultFileException(file, "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ResultFileException(file, "cannot be read: " + e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new ResultFileException(file, "holds no results; have JMH write it: -rf json");
        }
        List<Measurement> measurements = new ArrayList<>();
        for (JsonNode result : root) {
            measurements.add(measurement(file, result));
        }
        return new Run(measurements);
    }

    private static Measurement measurement(Path file, JsonNode result) throws ResultFileException {
        String benchmark = result.path("benchmark").asText();
        JsonNode metric = result.path("primaryMetric");
        TimeUnit unit = UNITS.get(metric.path("scoreUnit").asText());
        JsonNode score = metric.path("score");
        if (benchmark.isEmpty() || unit == null || !score.isNumber()) {
            throw new ResultFileException(
                    file, "has a result that is no average time an operation: " + result);
        }
        Map<String, String> parameters = new HashMap<>();
        result.path("params")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        JsonNode allocated = result.path("secondaryMetrics").path(ALLOCATION).path("score");
        return new Measurement(
                benchmark,
                parameters,
                score.doubleValue() * unit.toNanos(1),
                allocated.isNumber()
                        ? OptionalDouble.of(allocated.doubleValue())
                        : OptionalDouble.empty());
    }

    /**
     * What an operation took, in nanoseconds; empty if this was not measured.
     *
     * @param benchmark class and method, without the package
     * @param parameters those that the measurement must have had, among others
     */
    OptionalDouble nanos(String benchmark, Map<String, String> parameters) {
        return measurements.stream()
                .filter(each -> each.isOf(benchmark, parameters))
                .mapToDouble(Measurement::nanos)
                .findFirst();
    }

    /**
     * The most that an operation allocated with any parameters, in bytes on the heap; empty if that
     * was not measured throughout.
     *
     * @param benchmark class and method, without the package
     */
    OptionalDouble allocatedBytes(String benchmark) {
        return measurements.stream()
                .filter(each -> each.isOf(benchmark, Map.of()))
                .mapToDouble(each -> each.allocatedBytes().orElse(Double.NaN))
                .max()
                .stream()
                .filter(bytes -> !Double.isNaN(bytes))
                .findFirst();
    }
}
