package dev.mayfly.examples.starfall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class ModesTest {
    private static final String LEVEL = "standard";
    private static final String WOVEN = System.getProperty("java.class.path");

    private final Play play = new Play(plain(), WOVEN);

    @Test
    void allModesComputeTheSameAtEachLevel() throws IOException, InterruptedException {
        List<String> options = options("--ticks", "150", "--checksums", "25");
        Figures plain = play.run(Mode.PLAIN, LEVEL, options);
        assertThat(plain.proof()).hasSize(7).containsOnlyOnceElementsOf(plain.checksums());
        assertThat(play.run(Mode.PLUGIN, LEVEL, options).proof()).isEqualTo(plain.proof());
        for (String level : List.of("standard", "checked", "paranoid")) {
            assertThat(play.run(Mode.WOVEN, level, options).proof())
                    .as(level)
                    .isEqualTo(plain.proof());
        }
    }

    @Test
    void aGameSavedInOneModeGoesOnInTheOther(@TempDir Path folder)
            throws IOException, InterruptedException {
        String fromPlain = folder.resolve("plain.json").toString();
        String fromWoven = folder.resolve("woven.json").toString();
        play.run(Mode.PLAIN, LEVEL, options("--ticks", "120", "--save", fromPlain));
        play.run(Mode.WOVEN, LEVEL, options("--ticks", "120", "--save", fromWoven));
        List<String> load = options("--ticks", "60", "--checksums", "20", "--load", fromPlain);
        List<String> expected = play.run(Mode.PLAIN, LEVEL, load).proof();
        assertThat(play.run(Mode.WOVEN, LEVEL, load).proof()).isEqualTo(expected);
        load.set(load.size() - 1, fromWoven);
        assertThat(play.run(Mode.PLAIN, LEVEL, load).proof()).isEqualTo(expected);
    }

    private static List<String> options(String... more) {
        List<String> options = new ArrayList<>(List.of("--picture", "0", "--warm-up", "0"));
        options.addAll(Arrays.asList(more));
        return options;
    }

    /** The class path of the plain game: what it needs is on ours. */
    private static String plain() {
        String[] ours = WOVEN.split(File.pathSeparator, -1);
        List<String> path = new ArrayList<>();
        path.add(Path.of("..", "starfall", "target", "classes").toString());
        for (String entry : ours) {
            String name = Path.of(entry).getFileName().toString();
            if (name.startsWith("artemis") || name.startsWith("gdx")) {
                path.add(entry);
            }
        }
        return String.join(File.pathSeparator, path);
    }
}
