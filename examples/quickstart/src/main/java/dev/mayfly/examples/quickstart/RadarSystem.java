package dev.mayfly.examples.quickstart;

import com.artemis.BaseEntitySystem;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.ecs.FrameScoped;

/** Counts the entities near the origin. */
@SuppressWarnings("NullAway.Init")
@FrameScoped // what it takes from the arena dies when it returns
@All(Position.class)
public final class RadarSystem extends BaseEntitySystem {
    FrameArena frame; // injected
    Position position;
    int seen;

    /** Its aspect is in its annotation. */
    public RadarSystem() {}

    @Override
    protected void processSystem() {
        IntBag entities = subscription.getEntities();
        Floats distances = frame.floats(entities.size());
        IntList near = frame.intList(64);
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            distances.set(i, Math.abs(position.x.get(e)) + Math.abs(position.y.get(e)));
            if (distances.get(i) < 10f) {
                near.add(e);
            }
        }
        seen = near.length();
    }
}
