package dev.mayfly.lateuse;

import dev.mayfly.ecs.Poolable;

/** An event, and a value that entities have for a tick. */
public final class Alarm implements Poolable {

    int number = 1;

    @Override
    public void reset() {
        number = 1;
    }
}
