package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.ecs.error.NoPluginException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a game: the same, whether its components were woven or not, and read by either. */
class SavedGameTest {

    private static final String LOADED =
            """
            3 1.0 0.0 0 false a 0 4 none LOW 2 6 -1  - 0
            4 2.5 -3.0 1152921504606846976 true q -7 300 Ada HIGH 9 6 3 3,4, 3 0
            """;

    private Game plain;
    private Game woven;

    @TempDir private Path folder;

    @BeforeEach
    void compile() throws Exception {
        plain = new Game(folder.resolve("plain")).compile(Game.sources("saved"));
        woven = new Game(folder.resolve("woven")).compile(Game.sources("saved")).weave();
    }

    private static String call(Game game, String method, Object... arguments) throws Exception {
        for (var each : game.loader().loadClass("saved.Saved").getDeclaredMethods()) {
            if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
                return (String) each.invoke(null, arguments);
            }
        }
        throw new IllegalArgumentException(method);
    }

    /** In a JVM of its own, as Artemis finds the classes that a file names where it is itself. */
    private String load(Game game, String text, boolean withPlugin) throws Exception {
        Path file = Files.writeString(folder.resolve("file.json"), text);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                game.folder()
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                "saved.Saved",
                                file.toString(),
                                "" + withPlugin)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void aFileOfWovenComponentsIsThatOfPlainOnes() throws Exception {
        String file = call(woven, "save", true);

        assertThat(file).isEqualTo(call(plain, "save", true));
    }

    @Test
    void aFileOfPlainComponentsIsLoadedIntoColumns() throws Exception {
        String file = call(plain, "saveAsArtemisDoes");

        assertThat(load(woven, file, true)).isEqualTo(LOADED);
    }

    @Test
    void aFileOfWovenComponentsIsLoadedIntoPlainOnes() throws Exception {
        String file = call(woven, "save", true);

        assertThat(load(plain, file, false)).isEqualTo(LOADED);
        assertThat(load(woven, file, true)).isEqualTo(LOADED);
    }

    @Test
    void withoutThePluginThatIsWhatIsSaid() {
        assertThatThrownBy(() -> call(woven, "save", false))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(NoPluginException.class);
    }
}
