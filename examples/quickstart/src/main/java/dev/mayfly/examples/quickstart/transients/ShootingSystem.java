package dev.mayfly.examples.quickstart.transients;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.FrameMapper;

/** Everyone shoots at their neighbour. */
@SuppressWarnings("NullAway.Init")
@All(Health.class)
public final class ShootingSystem extends IteratingSystem {
    FrameMapper<Hit> hits; // injected

    /** Its aspect is in its annotation. */
    public ShootingSystem() {}

    @Override
    protected void process(int e) {
        int target = subscription.getEntities().get(0);
        Hit hit = hits.create(target); // the same for all who hit it in this tick
        hit.damage += 5;
        hit.by = e;
    }
}
