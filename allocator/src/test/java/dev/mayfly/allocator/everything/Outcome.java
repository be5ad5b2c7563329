package dev.mayfly.allocator.everything;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What a call of the library came to. */
final class Outcome {

    private Outcome() {}

    /** Null where it returned. A divergence on the way is passed on. */
    static Throwable of(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable thrown) {
            passOnDivergence(thrown);
            return thrown;
        }
    }

    static void passOnDivergence(Throwable thrown) {
        for (Throwable each : all(thrown)) {
            if (each instanceof Divergence found) {
                throw found;
            }
        }
    }

    /** What was thrown, with its causes and all that is suppressed in them. */
    static Set<Throwable> all(Throwable thrown) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(thrown, found);
        return found;
    }

    private static void collect(Throwable thrown, Set<Throwable> found) {
        if (thrown != null && found.add(thrown)) {
            collect(thrown.getCause(), found);
            for (Throwable each : thrown.getSuppressed()) {
                collect(each, found);
            }
        }
    }

    static void mustThrow(Class<? extends Throwable> type, String what, Runnable call) {
        Throwable thrown = of(call);
        if (!type.isInstance(thrown)) {
            throw new Divergence(what + " must throw " + type.getSimpleName(), thrown);
        }
    }
}
