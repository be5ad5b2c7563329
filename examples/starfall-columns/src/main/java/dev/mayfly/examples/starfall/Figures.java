package dev.mayfly.examples.starfall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of the game has printed.
 *
 * @param values by name: what stands in the game's last table
 * @param checksums those on the way, each with its tick
 */
record Figures(Map<String, String> values, List<String> checksums) {

    static final List<String> NAMES =
            List.of(
                    "ticks per second",
                    "tick time p50",
                    "tick time p99",
                    "CPU time per tick",
                    "allocated per tick",
                    "checksum");

    static Figures of(List<String> lines) {
        Map<String, String> values = new TreeMap<>();
        List<String> checksums = new ArrayList<>();
        for (String line : lines) {
            for (String name : NAMES) {
                if (line.startsWith(name + "  ")) {
                    values.put(name, line.substring(name.length()).strip());
                }
            }
            if (line.matches("checksum \\d+ \\p{XDigit}+")) {
                checksums.add(line);
            }
        }
        return new Figures(values, checksums);
    }

    /** All checksums of the run, the last included. */
    List<String> proof() {
        List<String> all = new ArrayList<>(checksums);
        all.add(values.getOrDefault("checksum", "none"));
        return all;
    }
}
