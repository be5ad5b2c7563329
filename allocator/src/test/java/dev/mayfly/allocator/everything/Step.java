package dev.mayfly.allocator.everything;

/**
 * A step of a program. It says what is done without saying to which thing: that is picked by number
 * among what there is, so any part of a program is a program too.
 *
 * @param actor the number of the thread that takes it
 * @param size of what is taken
 * @param pick says which thing, and which way
 */
record Step(int actor, Kind kind, int size, int pick) {

    static Step step(int actor, Kind kind, int size, int pick) {
        return new Step(actor, kind, size, pick);
    }

    /** As it can be pasted into a test. */
    @Override
    public String toString() {
        return "step(%d, Kind.%s, %d, %d)".formatted(actor, kind, size, pick);
    }
}
