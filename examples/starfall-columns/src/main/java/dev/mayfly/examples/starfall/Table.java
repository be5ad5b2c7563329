package dev.mayfly.examples.starfall;

import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** The figures of modes beside each other. */
final class Table {
    private Table() {}

    static String of(SequencedMap<Mode, Figures> runs) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-20s", ""));
        runs.keySet().forEach(mode -> text.append(String.format(Locale.ROOT, "%20s", mode)));
        text.append(System.lineSeparator());
        for (String name : Figures.NAMES) {
            text.append(String.format(Locale.ROOT, "%-20s", name));
            for (Map.Entry<Mode, Figures> run : runs.entrySet()) {
                String value = run.getValue().values().getOrDefault(name, "-");
                text.append(String.format(Locale.ROOT, "%20s", value));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
