package dev.mayfly.allocator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the garbage collector brings about. */
public final class Reachability {

    private static final int ATTEMPTS = 100;

    private Reachability() {}

    /** Has garbage collected until {@code done}; false if that never comes. */
    public static boolean collectUntil(BooleanSupplier done) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (done.getAsBoolean()) {
                return true;
            }
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(i, 20)));
        }
        return done.getAsBoolean();
    }
}
