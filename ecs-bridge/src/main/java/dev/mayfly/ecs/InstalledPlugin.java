package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.StrategyConflictException;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.tick.FrameInvocationStrategy;
import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.BridgeSystem;

/**
 * What the plugin has installed in one world. Looks, before the first system is initialized,
 * whether the world uses it: Artemis drops a strategy or an injector for a later one in silence.
 */
@SkipWire
final class InstalledPlugin extends BridgeSystem {

    private final FrameInvocationStrategy strategy;
    private final MemoryResolver resolver;
    private final WorldWorkers<SpanWorker> workers;
    private final WorldTags tags;
    private final boolean sideBySide;

    InstalledPlugin(
            FrameAllocator allocator,
            SoaStores stores,
            FrameInvocationStrategy strategy,
            MemoryResolver resolver,
            WorldWorkers<SpanWorker> workers,
            WorldTags tags,
            boolean sideBySide) {
        super(allocator, stores, strategy);
        this.strategy = strategy;
        this.resolver = resolver;
        this.workers = workers;
        this.tags = tags;
        this.sideBySide = sideBySide;
    }

    /** What the world's parallel systems run on. */
    WorldWorkers<SpanWorker> workers() {
        return workers;
    }

    /** The tags of its scopes. */
    WorldTags tags() {
        return tags;
    }

    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        stores().join(world);
        if (sideBySide || hasParallelSystem(world.getSystems())) {
            workers.join(world);
        }
    }

    /** By index: a bag has one iterator, which whoever calls this is in the middle of using. */
    private static boolean hasParallelSystem(ImmutableBag<BaseSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i) instanceof ParallelSpanSystem) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void initialize() {
        SystemInvocationStrategy inForce = world.getInvocationStrategy();
        if (!strategy.equals(inForce)) {
            throw new StrategyConflictException(inForce);
        }
        if (!resolver.isInUse()) {
            throw new InjectorReplacedException();
        }
    }
}
