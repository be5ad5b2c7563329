package dev.mayfly.ecs;

import com.artemis.BaseSystem;

/** A system that is only there for what Artemis calls it for around the ticks; it is never run. */
abstract class PassiveSystem extends BaseSystem {

    @Override
    protected final void processSystem() {}
}
