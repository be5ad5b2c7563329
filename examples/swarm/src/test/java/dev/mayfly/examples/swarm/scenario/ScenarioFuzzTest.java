package dev.mayfly.examples.swarm.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Scenarios that somebody wrote: each is refused in one line that names the file, for memory in
 * proportion to its length; or it can be flown, and written and read again it is the same.
 *
 * <p>A fuzz target: the build gives it inputs that it finds by coverage, and the tests those of the
 * corpus, of which the seeds are the scenarios that are shipped.
 */
public class ScenarioFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz/ScenarioFuzzTest");

    private static final JsonMapper WRITER = new JsonMapper();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static @Nullable Path file;

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException, ScenarioException {
        if (file == null) {
            file = Files.createTempFile("fuzz", ".json");
            file.toFile().deleteOnExit();
        }
        Files.write(file, input);
        tryOut(file, input.length);
    }

    private static void tryOut(Path path, int length) throws IOException, ScenarioException {
        long limit = (1 << 18) + 200L * length;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Scenario scenario = read(path);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
            // The first time classes are loaded and changed by the fuzzer; that is memory as well.
            before = THREADS.getCurrentThreadAllocatedBytes();
            read(path);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(limit);
        }
        if (scenario != null) {
            assertThat(scenario.agents()).isBetween(1, Scenario.MOST_AGENTS);
            assertThat(scenario.hunters()).isNotNegative();
            assertThat(scenario.widestSight()).isPositive().isFinite();
            assertThat(scenario.withAgents(scenario.agents())).isEqualTo(scenario);
            WRITER.writeValue(path.toFile(), scenario);
            assertThat(ScenarioReader.read(path.toString())).isEqualTo(scenario);
        }
    }

    private static @Nullable Scenario read(Path path) {
        try {
            return ScenarioReader.read(path.toString());
        } catch (ScenarioException e) {
            assertThat(e)
                    .hasMessageStartingWith("scenario " + path + ": ")
                    .hasMessageMatching("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{20,2000}")
                    .hasMessageNotContaining("java.");
            return null;
        }
    }

    @Test
    void theShippedScenariosAreInTheCorpus() throws ScenarioException {
        for (String name : ScenarioReader.SHIPPED) {
            assertThat(ScenarioReader.read(CORPUS.resolve("seed-" + name).toString()))
                    .isEqualTo(ScenarioReader.read(name));
        }
    }

    @Test
    void eachInputOfTheCorpusIsRefusedInOneLineOrCanBeFlown() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path each : files.sorted().toList()) {
                try {
                    fuzzerTestOneInput(Files.readAllBytes(each));
                } catch (Throwable failure) {
                    throw new AssertionError(each.toString(), failure);
                }
            }
        }
    }
}
