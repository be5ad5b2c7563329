package dev.mayfly.examples.quickstart.transients;

import com.artemis.BaseSystem;

import dev.mayfly.examples.quickstart.Position;

/** Moves who was pushed. */
@SuppressWarnings("NullAway.Init")
public final class PushSystem extends BaseSystem {
    Push push;
    Position position;

    /** Runs behind whoever pushes. */
    public PushSystem() {}

    @Override
    protected void processSystem() {
        for (int i = 0; i < push.size(); i++) {
            int e = push.entity(i);
            position.x.add(e, push.x.get(e));
            position.y.add(e, push.y.get(e));
        }
    }
}
