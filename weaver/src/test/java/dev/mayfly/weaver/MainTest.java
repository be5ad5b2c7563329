package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The tool: what it writes, when, and what it says. */
@SameAtEveryLevel
class MainTest {

    private static final String PLACE =
            """
            package game;
            import com.artemis.Component;
            import dev.mayfly.ecs.Columns;
            @Columns
            public class Place extends Component {
                public float x;
                public String name = "here";
            }
            """;

    private static final String USER =
            """
            package game;
            public class User {
                public static String use() {
                    Place place = new Place();
                    place.x += 2;
                    return place.x + place.name;
                }
            }
            """;

    @TempDir private Path folder;

    private Game game;

    @BeforeEach
    void compile() throws IOException {
        game = new Game(folder.resolve("game")).compile(PLACE, USER);
    }

    private static String run(int status, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true);
        assertThat(Main.run(to, to, arguments)).as(said.toString()).isEqualTo(status);
        return said.toString();
    }

    private Map<String, Long> times() throws IOException {
        Map<String, Long> times = new HashMap<>();
        for (String each : game.classes()) {
            Path file = game.folder().resolve(each.replace('.', '/') + ".class");
            times.put(each, Files.getLastModifiedTime(file).toMillis());
        }
        return times;
    }

    @Test
    void aWrongCommandLineIsSaidAndEndsWith2() {
        assertThat(run(2)).contains("There is no folder to weave", "usage:");
        assertThat(run(2, "--fast", "x")).contains("There is no option --fast");
        assertThat(run(2, folder + "/none")).contains("There is no folder " + folder + "/none");
        assertThat(run(2, "--classpath")).contains("--classpath has no paths behind it");
        assertThat(run(0, "--help")).startsWith("usage:");
    }

    @Test
    void theSecondTimeThereIsNothingToDo() throws Exception {
        game.weave();
        assertThat(game.output()).contains("4 class files woven");
        assertThat(game.classes()).contains("game.Place$Columns", "game.Place$Mapper");
        for (String each : game.classes()) {
            Files.setLastModifiedTime(
                    game.folder().resolve(each.replace('.', '/') + ".class"),
                    java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
        }
        Map<String, Long> before = times();
        game.weave();
        assertThat(game.output()).isEmpty();
        assertThat(times()).isEqualTo(before);
    }

    @Test
    void checkSaysWhatIsNotWovenAndWritesNothing() throws Exception {
        assertThat(game.tryWeave("--check")).isEqualTo(1);
        assertThat(game.output()).contains("4 class files are to be written");
        assertThat(game.classes()).containsExactly("game.Place", "game.User");
        game.weave();
        game.weave("--check");
    }

    @Test
    void aUserThatIsCompiledAgainIsWovenAgain() throws Exception {
        game.weave();
        game.compile(USER.replace("+= 2", "+= 3"));
        assertThat(game.tryWeave("--check")).isEqualTo(1);
        game.weave();
        assertThat(game.output()).contains("1 class files woven");
        assertThat(game.call("game.User", "use")).isEqualTo("3.0here");
    }

    @Test
    void aComponentThatIsCompiledAgainIsWovenAgain() throws Exception {
        game.weave();
        game.compile(PLACE.replace("float x", "float x = 5, y"));
        game.weave();
        assertThat(game.call("game.User", "use")).isEqualTo("7.0here");
        assertThat(game.loader().loadClass("game.Place$Columns").getFields())
                .extracting(java.lang.reflect.Field::getName)
                .contains("x", "y", "name");
    }

    @Test
    void aComponentThatIsNoneAnyMoreIsTakenBack() throws Exception {
        game.weave();
        game.compile(PLACE.replace("@Columns", ""));
        game.weave();
        assertThat(game.classes()).containsExactly("game.Place", "game.User");
        assertThat(game.call("game.User", "use")).isEqualTo("2.0here");
    }

    @Test
    void aComponentInAJarIsFoundThere() throws Exception {
        game.weave();
        Path jar = folder.resolve("place.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String each : game.classes()) {
                String name = each.replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(game.folder().resolve(name)));
            }
        }
        Game other =
                new Game(folder.resolve("other"))
                        .on(game)
                        .compile(USER.replace("game;", "other; import game.Place;"));
        String classPath = jar + java.io.File.pathSeparator + System.getProperty("java.class.path");
        assertThat(run(0, "--classpath", classPath, other.folder().toString()))
                .contains("1 class files woven");
        assertThat(other.call("other.User", "use")).isEqualTo("2.0here");
    }

    @Test
    void codeThatWasNotWovenFailsWhenItLinksAField() throws Exception {
        game.weave();
        game.compile(USER);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                        () -> game.call("game.User", "use"))
                                .getCause())
                .isInstanceOf(NoSuchFieldError.class)
                .hasMessageContaining("game.Place");
    }

    @Test
    void aFileThatIsNoClassIsNamed() throws Exception {
        Files.writeString(game.folder().resolve("game/Broken.class"), "none");
        assertThat(game.tryWeave()).isEqualTo(1);
        assertThat(game.output()).contains("game.Broken", "cannot be read");
        assertThat(game.classes()).doesNotContain("game.Place$Columns");
    }

    @Test
    void aFolderInWhichPackagesDoNotBeginIsNamed() {
        assertThat(run(1, game.folder().resolve("game").toString()))
                .contains("give the folder in which packages begin");
    }

    @Test
    void namesAndTypesOfFieldsCanBeAskedFor() throws Exception {
        game.weave();
        Class<?> place = game.loader().loadClass("game.Place");
        assertThat(place.getField("x").getGenericType()).isEqualTo(float.class);
        assertThat(place.getField("name").getGenericType()).isEqualTo(String.class);
    }
}
