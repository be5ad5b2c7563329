package dev.mayfly.examples.quickstart.loop;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.EachFrame;
import dev.mayfly.ecs.FixedStep;

/** Draws what lies between the last two steps, each frame. */
@SuppressWarnings("NullAway.Init")
@EachFrame
@All(Place.class)
public final class DrawingSystem extends IteratingSystem {
    FixedStep time; // injected
    Place place;
    float drawn;

    /** Its aspect is in its annotation. */
    public DrawingSystem() {}

    @Override
    protected void process(int e) {
        float last = place.lastX.get(e);
        drawn = last + (place.x.get(e) - last) * time.alpha();
    }
}
