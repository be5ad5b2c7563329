package dev.mayfly.benchmarks.ecs;

import dev.mayfly.ecs.FrameScoped;

/** As {@link IdleSystem}, in a scope of its own. */
@FrameScoped
class ScopedIdleSystem extends CountingSystem {

    @Override
    protected void processSystem() {
        turns++;
    }
}
