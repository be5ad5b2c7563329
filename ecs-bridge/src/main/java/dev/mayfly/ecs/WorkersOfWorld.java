package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.ecs.internal.tick.HostedTurns;
import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import org.jspecify.annotations.Nullable;

/** What {@link SpanSystem}s and {@link ParallelSpanSystem}s look for in their world. */
abstract class WorkersOfWorld extends BridgeSystem {

    /** What the world's parallel systems run on. */
    abstract WorldWorkers<SpanWorker> workers();

    /** The tags of the world's scopes. */
    abstract WorldTags tags();

    /**
     * The turns of a world that is run by somebody else's strategy; null where the plugin's own one
     * runs it, which sees all.
     */
    abstract @Nullable HostedTurns hostedTurns();

    /**
     * Where a system says when it has its turn; null where that is seen, or there is no plugin.
     *
     * @param world may be still in the making
     */
    static @Nullable HostedTurns joinHostedTurns(World world, BaseSystem system) {
        WorkersOfWorld found = find(world, WorkersOfWorld.class);
        HostedTurns turns = found == null ? null : found.hostedTurns();
        if (turns != null) {
            turns.join(system);
        }
        return turns;
    }
}
