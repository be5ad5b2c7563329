package dev.mayfly.examples.starfall;

import java.io.File;
import java.util.List;
import java.util.Locale;

/** What the game runs on. */
enum Mode {
    /** Artemis-odb alone. */
    PLAIN,
    /** The same classes, in a world with Mayfly's plugin. */
    PLUGIN,
    /** The same sources with annotations, woven. */
    WOVEN;

    private static final String PLUGIN_CLASS = "dev.mayfly.ecs.MayflyPlugin";

    /**
     * The class path, of which the first game that is found is the one that runs.
     *
     * @param plain the plain game and what it needs
     * @param woven the woven game and what it needs, Mayfly included
     */
    String classPath(String plain, String woven) {
        return switch (this) {
            case PLAIN -> plain;
            case PLUGIN -> plain + File.pathSeparator + woven;
            case WOVEN -> woven;
        };
    }

    List<String> arguments() {
        return this == PLAIN ? List.of() : List.of("--plugin", PLUGIN_CLASS);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
