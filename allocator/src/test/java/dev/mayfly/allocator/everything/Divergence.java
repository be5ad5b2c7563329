package dev.mayfly.allocator.everything;

import java.io.Serial;
import java.util.Objects;

/** The library did what the model does not do. */
final class Divergence extends AssertionError {

    @Serial private static final long serialVersionUID = 1L;

    /** What differs, without figures: a shrunk program fails by the same. */
    private final String what;

    Divergence(String what, String details) {
        super(what + ": " + details);
        this.what = what;
    }

    Divergence(String what, Throwable thrown) {
        super(what + ": " + thrown, thrown);
        this.what = what;
    }

    static void require(boolean agrees, String what, Object... details) {
        if (!agrees) {
            throw new Divergence(what, java.util.Arrays.toString(details));
        }
    }

    static void same(Object found, Object expected, String what) {
        if (!Objects.equals(found, expected)) {
            throw new Divergence(what, "is " + found + ", not " + expected);
        }
    }

    static void same(long found, long expected, String what) {
        if (found != expected) {
            throw new Divergence(what, "is " + found + ", not " + expected);
        }
    }

    /** What a failure is told apart by. */
    static String kindOf(Throwable failure) {
        return failure instanceof Divergence divergence
                ? divergence.what
                : failure.getClass().getName();
    }
}
