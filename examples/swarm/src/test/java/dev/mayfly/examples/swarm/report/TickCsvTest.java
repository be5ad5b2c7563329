package dev.mayfly.examples.swarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.measure.Collections;
import dev.mayfly.examples.swarm.simulation.Mode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class TickCsvTest {
    @TempDir Path folder;

    @Test
    void everyTickHasARowWithTheFiguresOfEachMode() throws Exception {
        Path file = folder.resolve("ticks.csv");
        TickCsv.write(
                file,
                List.of(
                        Results.of(Mode.PLAIN, 2, 70, 9, new Collections(0, 0)),
                        Results.of(Mode.MAYFLY, 2, 30, 0, new Collections(0, 0))));
        assertThat(file)
                .hasContent(
                        """
                        tick,plain_ns,plain_bytes,mayfly_ns,mayfly_bytes
                        1,70,9,30,0
                        2,700,9,300,0
                        """);
    }
}
