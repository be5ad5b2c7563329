package starfall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aRunPrintsTheFieldTheScoreAndTheFigures() {
        assertThat(run("--ticks", "40", "--warm-up", "0", "--picture", "40", "--checksums", "20"))
                .isZero();
        assertThat(text(out))
                .contains("#", "tick 40", "checksum 20 ", "ticks per second", "allocated per tick");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void aSavedGameIsGoneOnWith(@TempDir Path folder) {
        String file = folder.resolve("game.json").toString();
        assertThat(run("--ticks", "20", "--warm-up", "0", "--save", file)).isZero();
        assertThat(run("--ticks", "10", "--warm-up", "0", "--load", file)).isZero();
        assertThat(text(out)).contains("tick 20 ", "tick 30 ");
    }

    @Test
    void wrongUsageIsToldInOneLineAndTheUsage() {
        assertThat(run("--scale", "0")).isEqualTo(2);
        assertThat(run("--ticks")).isEqualTo(2);
        assertThat(run("--fast", "1")).isEqualTo(2);
        assertThat(text(err)).contains("--scale needs a number from 1 to 200", "usage: starfall");
        assertThat(run("--plugin", "no.Such")).isEqualTo(1);
        assertThat(run("--help")).isZero();
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        String plugin = System.getProperty("starfall.plugin", "");
        if (!plugin.isEmpty()) {
            all.addAll(0, List.of("--plugin", plugin));
        }
        return Main.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
