package dev.mayfly.examples.quickstart.loop;

import com.artemis.annotations.All;

import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.SpanSystem;

/** Moves all, each step. */
@SuppressWarnings("NullAway.Init")
@All(Place.class)
public final class FlyingSystem extends SpanSystem {
    Place place;
    FrameEvents<Jump> jumps;

    /** Its aspect is in its annotation. */
    public FlyingSystem() {}

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            place.lastX.set(e, place.x.get(e));
            place.x.add(e, world.delta); // the length of a step
        }
        for (int i = 0; i < jumps.size(); i++) {
            place.x.add(from, jumps.get(i).height);
        }
    }
}
