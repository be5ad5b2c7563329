package dev.mayfly.examples.swarm.report;

import dev.mayfly.examples.swarm.measure.Result;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The nanoseconds and the bytes of every measured tick, as comma-separated values: a row for each
 * tick.
 */
public final class TickCsv {
    private TickCsv() {}

    /**
     * Writes the file, over one that is there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<Result> results) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("tick");
            for (Result result : results) {
                out.write("," + result.mode() + "_ns," + result.mode() + "_bytes");
            }
            out.write('\n');
            for (int tick = 0; tick < results.getFirst().log().ticks(); tick++) {
                out.write(Integer.toString(tick + 1));
                for (Result result : results) {
                    out.write("," + result.log().nanos(tick) + "," + result.log().bytes(tick));
                }
                out.write('\n');
            }
        }
    }
}
