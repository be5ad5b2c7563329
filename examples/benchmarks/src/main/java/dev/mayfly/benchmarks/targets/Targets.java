package dev.mayfly.benchmarks.targets;

import static dev.mayfly.benchmarks.targets.Target.Bound.AT_LEAST;
import static dev.mayfly.benchmarks.targets.Target.Bound.AT_MOST;
import static dev.mayfly.benchmarks.targets.Target.Bound.UNDER;

import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the benchmarks have to show, and a check of result files against it.
 *
 * <p>Most figures are ratios formed within one run, because times of different machines, or of
 * different hours, do not compare. Of several runs the median counts. What no run has measured
 * counts as missed.
 */
public final class Targets {

    private static final int ALL_MET = 0;
    private static final int MISSED = 1;
    private static final int BAD_INPUT = 2;

    private static final String ALLOCATION = "FrameAllocationBenchmark.";
    private static final String COLLECTIONS = "CollectionBenchmark.";
    private static final String LOOP = "FrameLoopBenchmark.";
    private static final String ECS = "EcsIterationBenchmark.";
    private static final String POOL = "PoolBenchmark.";
    private static final String OBJECT_POOL = "ObjectPoolBenchmark.";
    private static final String BUDGET = "BudgetBenchmark.";

    private static final Map<String, String> ANY = Map.of();
    private static final Map<String, String> TEN_THOUSAND = Map.of("entities", "10000");

    private static final List<Target> TIMES =
            List.of(
                    Target.ratio(ALLOCATION, "mayflySlice", "lwjglStack", ANY, AT_MOST, 0.7),
                    Target.ratio(ALLOCATION, "mayflySlice", "jdkConfinedArena", ANY, AT_MOST, 0.05),
                    Target.ratio(LOOP, "mayfly", "rawArray", ANY, AT_MOST, 1.15),
                    Target.time("EmptyFrameBenchmark.mayfly", UNDER, 20),
                    Target.time("FrameObjectsBenchmark.mayfly", UNDER, 2_000),
                    Target.ratio(COLLECTIONS, "jdkList", "mayflyList", ANY, AT_LEAST, 5),
                    Target.ratio(COLLECTIONS, "jdkIntInt", "mayflyIntInt", ANY, AT_LEAST, 5),
                    Target.ratio(COLLECTIONS, "jdkLongInt", "mayflyLongInt", ANY, AT_LEAST, 5),
                    Target.ratio(COLLECTIONS, "jdkIntObject", "mayflyIntObject", ANY, AT_LEAST, 5),
                    Target.ratio(COLLECTIONS, "mayflyList", "fastutilList", ANY, AT_MOST, 1),
                    Target.ratio(COLLECTIONS, "mayflyIntInt", "fastutilIntInt", ANY, AT_MOST, 1),
                    Target.ratio(COLLECTIONS, "mayflyLongInt", "fastutilLongInt", ANY, AT_MOST, 1),
                    Target.ratio(
                            COLLECTIONS, "mayflyIntObject", "fastutilIntObject", ANY, AT_MOST, 1),
                    Target.ratio(ECS, "artemisPojo", "mayflySpan", TEN_THOUSAND, AT_LEAST, 10),
                    Target.ratio(ECS, "artemisPojo", "mayflyPerEntity", TEN_THOUSAND, AT_LEAST, 2),
                    Target.ratio(ECS, "mayflyWoven", "mayflySpan", TEN_THOUSAND, AT_MOST, 1.15),
                    Target.ratio("SnapshotBenchmark.", "take", "arraycopy", ANY, AT_MOST, 1.5),
                    Target.time("PoolBenchmark.mayfly", UNDER, 5_000),
                    Target.ratio(POOL, "mayfly", "malloc", ANY, UNDER, 1),
                    Target.ratio(POOL, "mayfly", "nettyPooled", ANY, UNDER, 1),
                    Target.ratio(POOL, "mayfly", "nettyAdaptive", ANY, UNDER, 1),
                    Target.time("ObjectPoolBenchmark.mayfly", UNDER, 5_000),
                    Target.ratio(OBJECT_POOL, "mayfly", "libgdx", ANY, UNDER, 1),
                    Target.ratio(BUDGET + "slices", "budgets", "limits", "none", AT_MOST, 1.05),
                    Target.ratio(BUDGET + "slices", "budgets", "tree", "none", AT_MOST, 1.05),
                    Target.ratio(BUDGET + "floats", "budgets", "limits", "none", AT_MOST, 1.05),
                    Target.ratio(BUDGET + "floats", "budgets", "tree", "none", AT_MOST, 1.05));

    private static final String METHODS_NAMED_FOR_MAYFLY = "\\.mayfly\\w*$";
    private static final double GARBAGE_BYTES = 1;

    private Targets() {}

    /**
     * Prints each target, what the runs measured, and whether that meets it.
     *
     * @param files JMH's results, of {@code -prof gc -rf json}; one file a run
     * @return the exit code: 0 if all targets are met, 1 if not, 2 if the files cannot be checked
     */
    public static int run(List<String> files, PrintStream out) {
        if (files.isEmpty()) {
            out.println("usage: targets FILE..., each written by -prof gc -rf json -rff FILE");
            return BAD_INPUT;
        }
        List<Run> runs = new ArrayList<>();
        try {
            for (String file : files) {
                runs.add(Run.read(Path.of(file)));
            }
        } catch (ResultFileException e) {
            out.println(e.getMessage());
            return BAD_INPUT;
        }
        List<Verdict> verdicts = all().map(target -> target.judge(runs)).toList();
        verdicts.forEach(out::println);
        long missed = verdicts.stream().filter(verdict -> !verdict.met()).count();
        out.println(missed + " of " + verdicts.size() + " targets missed");
        return missed == 0 ? ALL_MET : MISSED;
    }

    private static Stream<Target> all() {
        return Stream.concat(
                TIMES.stream(),
                mayflyMethods().map(each -> Target.allocation(each, UNDER, GARBAGE_BYTES)));
    }

    /** Class and method of every benchmark of this jar that is named for Mayfly. */
    static Stream<String> mayflyMethods() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList()
                .find(silent, List.of(METHODS_NAMED_FOR_MAYFLY), List.of())
                .stream()
                .map(entry -> withoutPackage(entry.getUsername()))
                .distinct();
    }

    private static String withoutPackage(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }
}
