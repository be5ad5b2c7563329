package dev.mayfly.examples.swarm;

import dev.mayfly.examples.swarm.simulation.Mode;

import java.util.List;
import java.util.Locale;

/** What can be asked for with {@code --mode}. */
enum ModeChoice {
    PLAIN,
    MAYFLY,
    BOTH;

    List<Mode> modes() {
        return switch (this) {
            case PLAIN -> List.of(Mode.PLAIN);
            case MAYFLY -> List.of(Mode.MAYFLY);
            case BOTH -> List.of(Mode.PLAIN, Mode.MAYFLY);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
