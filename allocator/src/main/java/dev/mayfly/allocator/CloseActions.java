package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the open scopes of an arena have to run when they end, in one stack: each scope knows how
 * many there were when it was opened.
 */
final class CloseActions {

    /** How many wait to be run. */
    int count;

    private @Nullable Runnable[] actions = new Runnable[8];

    /** Adds an action on top of the first {@code place}. */
    void insert(int place, Runnable action) {
        if (count == actions.length) {
            actions = Arrays.copyOf(actions, count * 2);
        }
        System.arraycopy(actions, place, actions, place + 1, count - place);
        actions[place] = action;
        count++;
    }

    /** Takes the last one off. */
    Runnable pop() {
        Runnable last = Objects.requireNonNull(actions[--count]);
        actions[count] = null;
        return last;
    }

    /** Takes one off, wherever it is; returns where it was, or -1 if it is not here. */
    @SuppressWarnings("ReferenceEquality") // that very action
    int remove(Runnable action) {
        int place = count - 1;
        while (place >= 0 && actions[place] != action) {
            place--;
        }
        if (place >= 0) {
            System.arraycopy(actions, place + 1, actions, place, count - place - 1);
            actions[--count] = null;
        }
        return place;
    }

    /** Forgets all of them. */
    void clear() {
        Arrays.fill(actions, 0, count, null);
        count = 0;
    }
}
