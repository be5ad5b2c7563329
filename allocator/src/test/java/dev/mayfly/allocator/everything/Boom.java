package dev.mayfly.allocator.everything;

import java.io.Serial;

/** What the program's own code throws, where a step says that it does. */
final class Boom extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String where;

    Boom(String where, int step) {
        super(where + " of step " + step);
        this.where = where;
    }

    String where() {
        return where;
    }
}
