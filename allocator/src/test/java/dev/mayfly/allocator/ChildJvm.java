package dev.mayfly.allocator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class of the tests in a JVM of its own, which may die. */
public final class ChildJvm {

    /** How it ended, and what it printed on both streams. */
    public record Result(int exitCode, String output) {}

    private ChildJvm() {}

    /** Runs {@code main} with JVM options; crash reports go to {@code directory}. */
    public static Result run(Class<?> main, Path directory, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + directory.resolve("crash.log"));
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(
                Stream.of(FrameAllocator.class, ChildJvm.class)
                        .map(ChildJvm::location)
                        .collect(Collectors.joining(System.getProperty("path.separator"))));
        command.add(main.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** The directory or jar that a class was loaded from. */
    public static String location(Class<?> type) {
        return Path.of(
                        URI.create(
                                type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()))
                .toString();
    }
}
