package dev.mayfly.ecs;

import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.BridgeSystem;

/** What a {@link ParallelSpanSystem} looks for in its world. */
abstract class WorkersOfWorld extends BridgeSystem {

    /** What the world's parallel systems run on. */
    abstract WorldWorkers<SpanWorker> workers();

    /** The tags of the world's scopes. */
    abstract WorldTags tags();
}
