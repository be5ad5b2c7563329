package dev.mayfly.examples.quickstart.transients;

import dev.mayfly.ecs.Lifetime;
import dev.mayfly.ecs.Poolable;

/** An entity was killed. */
@Lifetime(ticks = 2) // until the emitter's next turn
public final class Death implements Poolable {
    public int victim = -1;
    public int killer = -1;

    /** Called by the events. */
    public Death() {}

    @Override
    public void reset() {
        victim = -1;
        killer = -1;
    }
}
