package dev.mayfly.ecs.internal.world;

import com.artemis.BaseSystem;

/** A system that is only there for what Artemis calls it for around the ticks; it is never run. */
public abstract class PassiveSystem extends BaseSystem {

    /** A system of the bridge's own. */
    protected PassiveSystem() {}

    /** Called by strategies that are not the bridge's. */
    @Override
    protected void processSystem() {}
}
