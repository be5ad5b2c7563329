package dev.mayfly.examples.quickstart.transients;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;

/** Takes from the health of who was hit, and tells of deaths. */
@SuppressWarnings("NullAway.Init")
public final class DamageSystem extends BaseSystem {
    FrameMapper<Hit> hits;
    FrameEvents<Death> deaths;
    Health health;

    /** Runs behind whoever hits. */
    public DamageSystem() {}

    @Override
    protected void processSystem() {
        for (int i = 0; i < hits.size(); i++) { // in the order of creation
            int e = hits.entity(i);
            Hit hit = hits.value(i);
            health.points.add(e, -hit.damage);
            if (health.points.get(e) <= 0) {
                Death death = deaths.emit(); // as new, to be filled
                death.victim = e;
                death.killer = hit.by;
                world.delete(e);
            }
        }
    }
}
