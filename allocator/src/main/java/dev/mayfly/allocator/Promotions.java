package dev.mayfly.allocator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was promoted from the arenas of one allocator and has not been closed. */
final class Promotions {

    private final Set<Promoted<?>> open = new LinkedHashSet<>();

    synchronized void add(Promoted<?> promoted) {
        open.add(promoted);
    }

    synchronized void remove(Promoted<?> promoted) {
        open.remove(promoted);
    }

    /** The oldest first. */
    synchronized List<Promoted<?>> open() {
        return List.copyOf(open);
    }
}
