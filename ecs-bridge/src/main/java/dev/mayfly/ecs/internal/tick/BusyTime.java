package dev.mayfly.ecs.internal.tick;

import org.jspecify.annotations.Nullable;

/**
 * The time in which a world ticks, or tells listeners between two ticks. Such times nest; when the
 * outermost is over, what was put off until then is done.
 *
 * <p>Used in try-with-resources, so that what fails then is suppressed into what ended the tick.
 */
final class BusyTime implements AutoCloseable {

    private int depth;
    private @Nullable Runnable putOff;

    /** One begins; it ends when what is returned is closed. */
    BusyTime enter() {
        depth++;
        return this;
    }

    boolean isOn() {
        return depth > 0;
    }

    /** Does this when no such time is on: now or later. Of several put off the last is done. */
    void afterwards(Runnable action) {
        if (depth == 0) {
            action.run();
        } else {
            putOff = action;
        }
    }

    @Override
    public void close() {
        depth--;
        if (depth == 0 && putOff != null) {
            doPutOff(putOff);
        }
    }

    private void doPutOff(Runnable action) {
        putOff = null;
        action.run();
    }
}
