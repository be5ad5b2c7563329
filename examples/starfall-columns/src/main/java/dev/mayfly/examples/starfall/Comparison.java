package dev.mayfly.examples.starfall;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Plays the same game in several modes. */
final class Comparison {
    private final Play play;
    private final PrintStream out;

    Comparison(Play play, PrintStream out) {
        this.play = play;
        this.out = out;
    }

    /**
     * Prints a table for each safety level.
     *
     * @param options for the game
     * @return whether all have computed the same
     */
    boolean run(List<Mode> modes, List<String> levels, List<String> options)
            throws IOException, InterruptedException {
        boolean equal = true;
        for (String level : levels) {
            SequencedMap<Mode, Figures> runs = new LinkedHashMap<>();
            for (Mode mode : modes) {
                runs.put(mode, play.run(mode, level, options));
            }
            out.println("safety " + level);
            out.print(Table.of(runs));
            List<String> expected = runs.firstEntry().getValue().proof();
            for (Map.Entry<Mode, Figures> run : runs.entrySet()) {
                equal &= agrees(expected, run.getKey(), run.getValue().proof());
            }
        }
        return equal;
    }

    private boolean agrees(List<String> expected, Mode mode, List<String> found) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                out.printf("%s differs: %s, not %s%n", mode, found.get(i), expected.get(i));
                return false;
            }
        }
        return true;
    }
}
