package dev.mayfly.examples.starfall;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts games, each in a JVM of its own, so that what one has compiled and how its heap lies is
 * nothing to the next.
 *
 * @param plain the class path of the plain game
 * @param woven that of the woven game
 */
record Play(String plain, String woven) {

    /**
     * Plays a game to its end.
     *
     * @param safety Mayfly's safety level
     * @throws IOException if the game ended with an error; its message has what it said
     */
    Figures run(Mode mode, String safety, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dmayfly.safety=" + safety);
        command.addAll(List.of("-cp", mode.classPath(plain, woven), "starfall.Main"));
        command.addAll(options);
        command.addAll(mode.arguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(
                    "the game ended with %d in mode %s:%n%s"
                            .formatted(exit, mode, String.join(System.lineSeparator(), lines)));
        }
        return Figures.of(lines);
    }
}
