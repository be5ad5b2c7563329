package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.lateuse.LateEvents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link LateEvents} in JVMs with the agent. */
@SameAtEveryLevel
class LateEventsTest {

    @TempDir private Path directory;

    private List<String> run(String level) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-javaagent:" + agent(),
                                "-Dmayfly.safety=" + level,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                LateEvents.class.getName())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    /** One with the entry of the allocator's jar, whose classes may not be in a jar yet. */
    private Path agent() throws IOException {
        Manifest manifest = new Manifest();
        Attributes entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.putValue("Premain-Class", "dev.mayfly.allocator.agent.LateUseAgent");
        Path jar = directory.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static String classPath() {
        return Stream.of(
                        FrameAllocator.class, MayflyPlugin.class, World.class, LateEventsTest.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
                .map(location -> Path.of(URI.create(location)).toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    @Test
    void whatIsKeptBeyondItsTickIsNoticedAtItsLine() throws Exception {
        for (String level : List.of("checked", "paranoid")) {
            List<String> output = run(level);
            assertThat(output).filteredOn("in the tick: 2 2"::equals).hasSize(3);
            assertThat(output)
                    .filteredOn(line -> line.contains(" after it: "))
                    .hasSize(6)
                    .allMatch(
                            line ->
                                    line.endsWith("copy out what has to live longer.")
                                            && line.contains("of dev.mayfly.lateuse.Alarm was"));
        }
    }

    @Test
    void inStandardItIsWhoeversItIs() throws Exception {
        assertThat(run("standard"))
                .filteredOn(line -> line.contains(" after it: "))
                .containsOnly("event after it: 2", "value after it: 2");
    }
}
