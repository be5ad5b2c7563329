package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.tick.ArenaFields;
import dev.mayfly.ecs.internal.tick.SystemReader;
import dev.mayfly.ecs.internal.tick.ThreadFields;
import dev.mayfly.ecs.internal.tick.WorldWorkers;

import org.jspecify.annotations.Nullable;

/** Reads the annotations and fields of one world's systems. */
final class DeclaredSystems implements SystemReader {

    private final WorldTags tags;
    private final ArenaFields arenaFields;
    private final InjectedCommands commands;
    private final WorldWorkers<SpanWorker> workers;
    private final boolean keepsMemory;

    /**
     * A reader for one world.
     *
     * @param keepsMemory whether what systems take outlives the tick
     */
    DeclaredSystems(
            WorldTags tags,
            ArenaFields arenaFields,
            InjectedCommands commands,
            WorldWorkers<SpanWorker> workers,
            boolean keepsMemory) {
        this.tags = tags;
        this.arenaFields = arenaFields;
        this.commands = commands;
        this.workers = workers;
        this.keepsMemory = keepsMemory;
    }

    @Override
    public @Nullable Tag scopeOf(Class<? extends BaseSystem> system) {
        return tags.ofScoped(system);
    }

    @Override
    public SystemAccess accessOf(Class<? extends BaseSystem> system) {
        return DeclaredAccess.of(system, keepsMemory);
    }

    @Override
    public ThreadFields threadFieldsOf(World world, BaseSystem system) {
        return new InjectedFields(system, arenaFields.arena(), commands.of(world), workers);
    }
}
