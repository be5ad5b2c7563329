package dev.mayfly.examples.quickstart.transients;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Pushes everyone a little. */
@SuppressWarnings("NullAway.Init")
@All(Health.class)
public final class WindSystem extends IteratingSystem {
    Push push; // injected

    /** Its aspect is in its annotation. */
    public WindSystem() {}

    @Override
    protected void process(int e) {
        push.touch(e); // the first touch in a tick puts the row back to zero
        push.x.add(e, 0.5f);
    }
}
