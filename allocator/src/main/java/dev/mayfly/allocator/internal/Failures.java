package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

/**
 * Several pieces of work of which each is done, whatever those before it threw: the first failure
 * carries the rest.
 *
 * <p>Where an object would be garbage of a hot path, {@link #joined} and {@link
 * #rethrow(Throwable)} do the same with a variable of the caller's.
 */
public final class Failures {

    private @Nullable Throwable first;

    /** Does a piece of work and keeps what it throws. */
    public void run(Runnable piece) {
        try {
            piece.run();
        } catch (Throwable thrown) {
            first = joined(first, thrown);
        }
    }

    /** Throws the first failure as it is, a checked one too; returns if there was none. */
    public void rethrow() {
        rethrow(first);
    }

    /** The first failure, with the next one suppressed into it. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    public static Throwable joined(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Throws {@code failure} as it is, a checked one too; returns if it is null. */
    public static void rethrow(@Nullable Throwable failure) {
        if (failure != null) {
            Failures.<RuntimeException>throwAsIs(failure);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwAsIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
