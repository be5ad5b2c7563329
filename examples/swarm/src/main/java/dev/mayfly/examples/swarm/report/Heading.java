package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.scenario.Scenario;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was run, and on what. */
public final class Heading {
    private Heading() {}

    /** Some lines of text, the last of them empty. */
    public static String of(
            String name, Scenario scenario, long seed, int warmUpTicks, List<Result> results) {
        Result first = results.getFirst();
        return String.format(
                Locale.ROOT,
                """
                scenario %s: %,d agents, %,d predators, seed %d
                %,d ticks measured in each mode, after %,d of warm-up
                agents touched %,d times, predators caught %,d
                Java %s, %s, %d processors

                """,
                name,
                scenario.agents(),
                scenario.hunters(),
                seed,
                first.log().ticks(),
                warmUpTicks,
                first.collisions(),
                first.catches(),
                Runtime.version(),
                collectors(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(" and "));
    }
}
