package dev.mayfly.ecs;

import org.jspecify.annotations.Nullable;

/** Runs several pieces of other people's code, each whatever the ones before it threw. */
final class Failures {

    private @Nullable Throwable first;

    /** Runs it and keeps what it throws. */
    void run(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error failure) {
            if (first == null) {
                first = failure;
            } else if (!first.equals(failure)) {
                first.addSuppressed(failure);
            }
        }
    }

    /** Throws what was thrown first, with the rest suppressed into it; returns if nothing was. */
    void rethrow() {
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error failure) {
            throw failure;
        }
    }
}
