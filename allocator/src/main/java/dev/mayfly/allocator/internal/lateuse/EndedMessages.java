package dev.mayfly.allocator.internal.lateuse;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.WeakIdentityMap;

import org.jspecify.annotations.Nullable;

/** What is said to whoever uses an object whose life has ended; the end of a {@link CheckSites}. */
final class EndedMessages {

    private static final WeakIdentityMap<String> MESSAGES = new WeakIdentityMap<>();

    private EndedMessages() {}

    static void put(Object object, String message) {
        MESSAGES.put(object, message);
    }

    static void remove(Object object) {
        MESSAGES.remove(object);
    }

    /** The check: throws if the life of the object has ended. */
    static void check(@Nullable Object object) {
        if (object != null) {
            String message = MESSAGES.get(object);
            if (message != null) {
                throw new ExpiredException(message);
            }
        }
    }
}
