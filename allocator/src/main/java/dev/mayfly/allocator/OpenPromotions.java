package dev.mayfly.allocator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was promoted from the arenas of one allocator and has not been closed. */
final class OpenPromotions {

    private final Set<Promotion<?>> open = new LinkedHashSet<>();

    synchronized void add(Promotion<?> promoted) {
        open.add(promoted);
    }

    synchronized void remove(Promotion<?> promoted) {
        open.remove(promoted);
    }

    /** The oldest first. */
    synchronized List<Promotion<?>> open() {
        return List.copyOf(open);
    }
}
