package dev.mayfly.allocator.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The packages whose classes the agent leaves as they are: those of libraries that hand out objects
 * with an end, and look after these themselves. A jar lists its own in a resource named {@value
 * #LIST}: one a line, with all packages below it.
 */
final class SparedPackages {

    static final String LIST = "META-INF/mayfly/spared-packages";

    private final List<String> prefixes;

    private SparedPackages(List<String> prefixes) {
        this.prefixes = prefixes;
    }

    /** Those that the jars of a loader list. */
    static SparedPackages of(ClassLoader loader) {
        List<String> prefixes = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(LIST))) {
                try (InputStream lines = list.openStream()) {
                    new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> prefixes.add(line.replace('.', '/') + "/"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lists of spared packages cannot be read", e);
        }
        return new SparedPackages(List.copyOf(prefixes));
    }

    /** Whether a class, by its name with slashes, is in one of them. */
    boolean contain(String className) {
        return prefixes.stream().anyMatch(className::startsWith);
    }
}
