package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.World;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Programs in JVMs of their own that run with the agent, and were not woven before. */
@SameAtEveryLevel
class WeaverAgentTest {

    private static final String MAIN =
            """
            package systems;
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    System.out.println(Systems.move().hashCode());
                    System.out.println(Systems.byEntity().hashCode());
                    System.out.println(Systems.taking().hashCode());
                    for (Class<?> each : Systems.Place.class.getInterfaces()) {
                        System.out.println(each.getSimpleName());
                    }
                    System.out.println(Systems.Move.class.getMethod("turn$").getName());
                    System.out.println(Class.forName("systems.Systems$Place$Columns").getModule());
                }
            }
            """;

    private static final String MODULE =
            """
            module game {
                requires dev.mayfly.ecs;
                requires artemis.odb;
                opens systems to artemis.odb;
            }
            """;

    @TempDir private Path folder;

    /** The jar is not made yet: one of its classes. */
    private Path agent() throws IOException, URISyntaxException {
        Path classes =
                Path.of(
                        WeaverAgent.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", WeaverAgent.class.getName());
        Path jar = folder.resolve("agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(
                        new JarEntry(
                                classes.relativize(each)
                                        .toString()
                                        .replace(File.separatorChar, '/')));
                Files.copy(each, out);
            }
        }
        return jar;
    }

    private static List<String> run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xverify:all");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(each -> !each.startsWith("OpenJDK")).toList();
    }

    private static List<String> expected(Game game, String module) throws Exception {
        return List.of(
                "" + game.call("systems.Systems", "move").hashCode(),
                "" + game.call("systems.Systems", "byEntity").hashCode(),
                "" + game.call("systems.Systems", "taking").hashCode(),
                "WovenComponent",
                "turn$",
                module);
    }

    private static String systems() throws IOException {
        return Files.readString(Path.of("src/test/sources/systems/Systems.java"));
    }

    private Game game() throws IOException {
        return new Game(folder.resolve("game")).compile(systems(), MAIN);
    }

    @Test
    void onTheClassPath() throws Exception {
        Game game = game();
        List<String> output =
                run(
                        "-javaagent:" + agent(),
                        "-cp",
                        game.folder() + File.pathSeparator + System.getProperty("java.class.path"),
                        "systems.Main");
        assertThat(output).hasSize(6);
        assertThat(output.subList(0, 5)).isEqualTo(expected(game, "").subList(0, 5));
        assertThat(output.get(5)).startsWith("unnamed module");
    }

    private static String location(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static boolean isModule(Class<?> of) throws URISyntaxException {
        Path at = Path.of(location(of));
        return !Files.isDirectory(at) || Files.exists(at.resolve("module-info.class"));
    }

    @Test
    void onTheModulePath() throws Exception {
        assumeTrue(isModule(MayflyPlugin.class), "built by Maven");
        String modules =
                String.join(
                        File.pathSeparator,
                        location(MayflyPlugin.class),
                        location(Floats.class),
                        location(World.class));
        Path sources = Files.createDirectories(folder.resolve("sources/systems"));
        Path classes = folder.resolve("module");
        Files.writeString(sources.resolve("Systems.java"), systems());
        Files.writeString(sources.resolve("Main.java"), MAIN);
        Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "-nowarn",
                                "-p",
                                modules,
                                "-d",
                                classes.toString(),
                                sources.resolveSibling("module-info.java").toString(),
                                sources.resolve("Systems.java").toString(),
                                sources.resolve("Main.java").toString());
        assertThat(status).isZero();
        List<String> output =
                run(
                        "-javaagent:" + agent(),
                        "-p",
                        classes + File.pathSeparator + modules,
                        "--enable-native-access=dev.mayfly.allocator",
                        "-m",
                        "game/systems.Main");
        assertThat(output).isEqualTo(expected(game(), "module game"));
    }

    @Test
    void whatItHasToSayIsSaidOnce() throws Exception {
        Game game =
                new Game(folder.resolve("game"))
                        .compile(
                                """
                                package game;
                                public class Main {
                                    @dev.mayfly.ecs.Columns
                                    public static class Place extends com.artemis.Component {
                                        public float x;
                                    }
                                    static class Base extends com.artemis.Component {
                                        int kept;
                                    }
                                    @dev.mayfly.ecs.Columns
                                    public static class Wrong extends Base {
                                        int x;
                                    }
                                    public static void main(String[] arguments) {
                                        Place place = new Place();
                                        Wrong wrong = new Wrong();
                                        wrong.x = 3;
                                        synchronized (place) { System.out.println(place.x); }
                                        System.out.println(wrong.x);
                                    }
                                }
                                """);
        List<String> output =
                run(
                        "-javaagent:" + agent(),
                        "-cp",
                        game.folder() + File.pathSeparator + System.getProperty("java.class.path"),
                        "game.Main");
        assertThat(output)
                .filteredOn(each -> each.startsWith("warning: ") || each.startsWith("error: "))
                .hasSize(2)
                .anyMatch(each -> each.contains("has the field kept"))
                .anyMatch(each -> each.contains("locks a view"));
        assertThat(output).endsWith("0.0", "3");
    }
}
