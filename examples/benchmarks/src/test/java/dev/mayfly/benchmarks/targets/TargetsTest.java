package dev.mayfly.benchmarks.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class TargetsTest {

    private static final String SLICE = "FrameAllocationBenchmark.mayflySlice";
    private static final String LWJGL = "FrameAllocationBenchmark.lwjglStack";
    private static final String CONFINED = "FrameAllocationBenchmark.jdkConfinedArena";
    private static final String EMPTY = "EmptyFrameBenchmark.mayfly";
    private static final String LOOP = "FrameLoopBenchmark.mayfly";
    private static final String POJO = "EcsIterationBenchmark.artemisPojo entities=10000";

    /** How many targets there are for times. */
    private static final int TIMES = 27;

    @TempDir private Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** In nanoseconds, by class, method and parameter. */
    private final Map<String, Double> times = new LinkedHashMap<>();

    private final Map<String, Double> bytes = new LinkedHashMap<>();

    @BeforeEach
    void everyTargetJustMet() {
        times.put(SLICE, 700.0);
        times.put("FrameAllocationBenchmark.mayflyFloats", 4_000.0);
        times.put(LWJGL, 1_000.0);
        times.put(CONFINED, 14_000.0);
        times.put(EMPTY, 19.9);
        times.put(LOOP, 115.0);
        times.put("FrameLoopBenchmark.rawArray", 100.0);
        times.put(POJO, 10_000.0);
        times.put("EcsIterationBenchmark.mayflyPerEntity entities=10000", 5_000.0);
        times.put("EcsIterationBenchmark.mayflySpan entities=10000", 1_000.0);
        times.put("EcsIterationBenchmark.mayflyWoven entities=10000", 1_150.0);
        times.put("EcsIterationBenchmark.artemisPojo entities=100000", 100_000.0);
        times.put("EcsIterationBenchmark.mayflyPerEntity entities=100000", 900_000.0);
        times.put("EcsIterationBenchmark.mayflySpan entities=100000", 900_000.0);
        times.put("EcsIterationBenchmark.mayflyWoven entities=100000", 900_000.0);
        times.put("FrameObjectsBenchmark.mayfly", 1_999.0);
        times.put("SnapshotBenchmark.take", 1_500.0);
        times.put("SnapshotBenchmark.arraycopy", 1_000.0);
        times.put("PoolBenchmark.mayfly", 4_999.0);
        for (String peer : List.of("malloc", "nettyPooled", "nettyAdaptive")) {
            times.put("PoolBenchmark." + peer, 5_000.0);
        }
        times.put("ObjectPoolBenchmark.mayfly", 4_999.0);
        times.put("ObjectPoolBenchmark.libgdx", 5_000.0);
        for (String things : List.of("slices", "floats")) {
            times.put("BudgetBenchmark." + things + " budgets=none", 100.0);
            times.put("BudgetBenchmark." + things + " budgets=limits", 105.0);
            times.put("BudgetBenchmark." + things + " budgets=tree", 105.0);
        }
        for (String kind : List.of("List", "IntInt", "LongInt", "IntObject")) {
            times.put("CollectionBenchmark.mayfly" + kind, 100.0);
            times.put("CollectionBenchmark.fastutil" + kind, 100.0);
            times.put("CollectionBenchmark.jdk" + kind, 500.0);
        }
        Targets.mayflyMethods()
                .filter(each -> !each.startsWith("EcsIteration"))
                .forEach(each -> times.putIfAbsent(each, 9_000.0));
        times.keySet().forEach(each -> bytes.put(each, 0.9));
        bytes.put(CONFINED, 64_000.0);
    }

    @Test
    void aRunThatMeetsEveryTargetPasses() throws IOException {
        assertThat(check(run("a"))).isZero();
        assertThat(printed())
                .contains("0 of " + (TIMES + Targets.mayflyMethods().count()) + " targets")
                .doesNotContain("FAIL");
    }

    @ParameterizedTest
    @CsvSource({
        SLICE + ", 701, mayflySlice / lwjglStack",
        CONFINED + ", 13990, mayflySlice / jdkConfinedArena",
        LOOP + ", 115.1, mayfly / rawArray",
        EMPTY + ", 20, EmptyFrameBenchmark.mayfly",
        "FrameObjectsBenchmark.mayfly, 2000, FrameObjectsBenchmark.mayfly",
        "SnapshotBenchmark.take, 1501, take / arraycopy",
        "PoolBenchmark.nettyAdaptive, 4999, mayfly / nettyAdaptive",
        "ObjectPoolBenchmark.libgdx, 4999, mayfly / libgdx",
        "BudgetBenchmark.floats budgets=tree, 105.1, floats, budgets tree / none",
        "CollectionBenchmark.fastutilList, 99, mayflyList / fastutilList",
        "CollectionBenchmark.jdkIntObject, 499, jdkIntObject / mayflyIntObject",
        "EcsIterationBenchmark.mayflySpan entities=10000, 1001, artemisPojo / mayflySpan",
        "EcsIterationBenchmark.mayflyPerEntity entities=10000, 5001, artemisPojo / mayflyPerEntity",
        "EcsIterationBenchmark.mayflyWoven entities=10000, 1151, mayflyWoven / mayflySpan"
    })
    void aTimePastItsLimitFails(String benchmark, double nanos, String target) throws IOException {
        times.put(benchmark, nanos);
        if (benchmark.equals(SLICE)) {
            times.put(CONFINED, 20_000.0);
        }

        assertThat(check(run("a"))).isEqualTo(1);
        assertThat(failures()).singleElement().asString().contains(target);
    }

    @ParameterizedTest
    @CsvSource({
        SLICE,
        EMPTY,
        LOOP,
        "FrameAllocationBenchmark.mayflyFloats",
        "EcsIterationBenchmark.mayflyPerEntity entities=100000",
        "EcsIterationBenchmark.mayflySpan entities=10000"
    })
    void aByteAllocatedFails(String benchmark) throws IOException {
        bytes.put(benchmark, 1.0);

        assertThat(check(run("a"))).isEqualTo(1);
        assertThat(failures())
                .singleElement()
                .asString()
                .contains(method(benchmark) + ", heap", "1.000 B");
    }

    @Test
    void theMedianOfTheRatiosOfEachRunDecides() throws IOException {
        Path good = run("good");
        times.replaceAll((_, nanos) -> nanos * 3);
        times.put(EMPTY, 19.0);
        times.put("FrameObjectsBenchmark.mayfly", 1_900.0);
        times.put("PoolBenchmark.mayfly", 4_900.0);
        times.put("ObjectPoolBenchmark.mayfly", 4_900.0);
        Path slowMachine = run("slow");
        times.put(SLICE, 9_000.0);
        times.put(EMPTY, 90.0);
        Path bad = run("bad");

        assertThat(check(good, slowMachine, bad)).isZero();
        assertThat(printed()).contains("0.700 x (3 runs, 0.700 to 3.000)");
        assertThat(check(good, bad, bad)).isEqualTo(1);
    }

    @Test
    void theMedianOfTwoRunsIsHalfway() throws IOException {
        Path met = run("a");
        times.put(LOOP, 135.0);

        assertThat(check(met, run("b"))).isEqualTo(1);
        assertThat(printed()).contains("1.250 x (2 runs, 1.150 to 1.350)");
    }

    @Test
    void aTargetThatWasNotMeasuredFails() throws IOException {
        times.remove("FrameAllocationBenchmark.mayflyFloats");
        times.remove(POJO);

        assertThat(check(run("a"))).isEqualTo(1);
        assertThat(failures()).hasSize(3).allMatch(line -> line.contains("not measured"));
    }

    @Test
    void aRatioIsNotFormedAcrossRuns() throws IOException {
        double nanos = times.remove(LWJGL);
        Path without = run("a");
        times.clear();
        times.put(LWJGL, nanos);

        assertThat(check(without, run("b"))).isEqualTo(1);
        assertThat(failures()).singleElement().asString().contains("lwjglStack", "not measured");
    }

    @Test
    void aRunWithoutTheProfilerFails() throws IOException {
        bytes.clear();

        assertThat(check(run("a"))).isEqualTo(1);
        assertThat(failures())
                .hasSize((int) Targets.mayflyMethods().count())
                .allMatch(line -> line.contains("(-prof gc)"));
    }

    @Test
    void everyUnitOfTimeIsUnderstood() throws IOException {
        Path run = run("a");
        String inNanos = Files.readString(run);
        Files.writeString(
                run,
                inNanos.replace(
                        "\"score\": 19.9, \"scoreUnit\": \"ns/op\"",
                        "\"score\": 0.021, \"scoreUnit\": \"us/op\""));

        assertThat(check(run)).isEqualTo(1);
        assertThat(failures()).singleElement().asString().contains("EmptyFrame", "21.0 ns");
    }

    @Test
    void aFileThatIsNoResultIsRefused() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertRefused(missing, "cannot be read");
        assertRefused(Files.writeString(folder.resolve("text"), "Benchmark  Mode"), "is not JSON");
        assertRefused(Files.writeString(folder.resolve("empty"), "[]"), "holds no results");
        assertRefused(
                Files.writeString(
                        folder.resolve("rates"),
                        Files.readString(run("a")).replace("ns/op", "ops/s")),
                "is no average time");
    }

    @Test
    void noFileIsRefused() {
        assertThat(check()).isEqualTo(2);
        assertThat(printed()).startsWith("usage:");
    }

    private void assertRefused(Path file, String message) {
        printed.reset();
        assertThat(check(file)).isEqualTo(2);
        assertThat(printed()).contains(file.toString(), message);
    }

    private int check(Path... files) {
        printed.reset();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Targets.run(List.of(files).stream().map(Path::toString).toList(), out);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private List<String> failures() {
        return printed().lines().filter(line -> line.startsWith("FAIL")).toList();
    }

    private Path run(String name) throws IOException {
        List<String> results = new ArrayList<>();
        times.forEach((benchmark, nanos) -> results.add(result(benchmark, nanos)));
        return Files.writeString(folder.resolve(name), "[" + String.join(",\n", results) + "]");
    }

    private String result(String benchmark, double nanos) {
        int parameter = benchmark.indexOf(' ') + 1;
        String params =
                parameter == 0
                        ? ""
                        : "\"params\": {\""
                                + benchmark.substring(parameter).replace("=", "\": \"")
                                + "\"},";
        Double allocated = bytes.get(benchmark);
        String gc =
                allocated == null
                        ? ""
                        : "\"gc.alloc.rate.norm\": {\"score\": "
                                + allocated
                                + ", \"scoreUnit\": \"B/op\"}";
        return String.format(
                Locale.ROOT,
                """
                {"jmhVersion": "1.37", "benchmark": "dev.mayfly.benchmarks.%s", "mode": "avgt", %s
                 "primaryMetric": {"score": %s, "scoreUnit": "ns/op"}, "secondaryMetrics": {%s}}\
                """,
                method(benchmark),
                params,
                nanos,
                gc);
    }

    private static String method(String benchmark) {
        int parameter = benchmark.indexOf(' ');
        return parameter < 0 ? benchmark : benchmark.substring(0, parameter);
    }
}
