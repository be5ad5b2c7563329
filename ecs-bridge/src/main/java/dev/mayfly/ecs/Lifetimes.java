package dev.mayfly.ecs;

import dev.mayfly.ecs.error.TransientTypeException;

/** Reads {@link Lifetime} off types. */
final class Lifetimes {

    /** The most ticks that an event lives: to its emitter's turn in the next one. */
    private static final int LONGEST_OF_EVENTS = 2;

    private Lifetimes() {}

    /** The number of ticks that a value of this type lives. */
    static int ticksOf(Class<?> type) {
        Lifetime lifetime = type.getAnnotation(Lifetime.class);
        int ticks = lifetime == null ? 1 : lifetime.ticks();
        if (ticks < 1) {
            throw refused(ticks, type, "leaves no tick to live in; use 1 or more.");
        }
        return ticks;
    }

    /** Whether events of this type outlive the tick in which they are emitted. */
    static boolean eventsOutliveTick(Class<?> type) {
        int ticks = ticksOf(type);
        if (ticks > LONGEST_OF_EVENTS) {
            throw refused(ticks, type, "is longer than events live; use 1 or 2.");
        }
        return ticks == LONGEST_OF_EVENTS;
    }

    private static TransientTypeException refused(int ticks, Class<?> type, String problem) {
        return new TransientTypeException(
                "@Lifetime(ticks = " + ticks + ") of " + type.getName() + " " + problem);
    }
}
