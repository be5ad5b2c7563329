package dev.mayfly.ecs;

import com.artemis.ArtemisPlugin;
import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.WorldConfigurationBuilder.Priority;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.StrategyConflictException;
import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.tick.ArenaFields;
import dev.mayfly.ecs.internal.tick.CheckedTurns;
import dev.mayfly.ecs.internal.tick.FrameInvocationStrategy;
import dev.mayfly.ecs.internal.tick.GroupTurn;
import dev.mayfly.ecs.internal.tick.TeamChoice;
import dev.mayfly.ecs.internal.tick.TickScopes;
import dev.mayfly.ecs.internal.tick.WorkerTeam;
import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.CarriedImage;
import dev.mayfly.ecs.internal.world.RestingWorld;

/**
 * What the plugin installs in one world: makes its parts and hands them to each other. Looks,
 * before the first system is initialized, whether the world uses them: Artemis drops a strategy or
 * an injector for a later one in silence.
 */
@SkipWire
final class InstalledPlugin extends WorkersOfWorld {

    private final FrameAllocator allocator;
    private final WorldTags tags;
    private final boolean sideBySide;
    private final SoaStores stores;
    private final Transients transients;
    private final WorldWorkers<SpanWorker> workers;
    private final TakenIds ids = new TakenIds();
    private final Generations generations = new Generations();
    private final MemoryResolver resolver;
    private final FrameInvocationStrategy strategy;

    InstalledPlugin(
            FrameAllocator memory,
            WorldTags tags,
            TeamChoice team,
            boolean keepUntilFrameEnd,
            boolean sideBySide) {
        allocator = memory;
        this.tags = tags;
        this.sideBySide = sideBySide;
        ArenaFields arenaFields = new ArenaFields(memory.arena());
        Turns turns = new Turns();
        WorldColumns columns = new WorldColumns(generations);
        stores =
                new SoaStores(
                        SoaComponent.class, turns, ids, columns, tags::columns, SoaMapper::of);
        transients = new Transients(turns, tags, columns);
        WorldCommands commands =
                new WorldCommands(
                        ids, columns, generations, new NumberedFields(stores, transients));
        InjectedCommands injected = new InjectedCommands(commands);
        resolver =
                new MemoryResolver(memory, arenaFields, stores, transients, injected, generations);
        WorkerTeam<SpanWorker> hired =
                new WorkerTeam<>(
                        memory,
                        tags.tick,
                        team,
                        commands,
                        seat ->
                                new SpanWorker(
                                        seat, injected.ofWorker(seat.recording()), transients));
        workers = new WorldWorkers<>(hired, commands, transients);
        TurnCheck check =
                Safety.CHECKED ? new TurnCheck(new WorldStorage(stores, transients)) : null;
        strategy =
                new FrameInvocationStrategy(
                        new TickScopes(
                                memory, arenaFields, tags.tick, tags.listeners, keepUntilFrameEnd),
                        transients,
                        commands,
                        generations,
                        workers,
                        new DeclaredSystems(
                                tags, arenaFields, injected, workers, keepUntilFrameEnd),
                        sideBySide ? new GroupTurn(workers, turns, check) : null,
                        check == null ? null : new CheckedTurns(turns, check, sideBySide));
    }

    /** Adds all to a configuration. */
    void install(WorldConfigurationBuilder builder) {
        builder.with(Priority.HIGHEST, this);
        builder.register(resolver);
        builder.register(strategy);
        // Systems of one priority run in the order of registration, and a plugin that is added now
        // is set up after all others: so this one comes behind what they registered as the lowest.
        ArtemisPlugin closing =
                last -> last.with(Priority.LOWEST, new StoreCloser(this::closeAtRest));
        builder.with(closing);
    }

    @Override
    public FrameAllocator allocator() {
        return allocator;
    }

    @Override
    public SoaStores stores() {
        return stores;
    }

    @Override
    public Generations generations() {
        return generations;
    }

    @Override
    public CarriedImage newCarriedImage() {
        return new TransientsImage(transients);
    }

    @Override
    public RestingWorld betweenTicks() {
        return strategy;
    }

    @Override
    WorldTags tags() {
        return tags;
    }

    @Override
    WorldWorkers<SpanWorker> workers() {
        return workers;
    }

    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        ids.join(world);
        stores.join(world);
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
        stores.joinLinks();
    }

    /**
     * The world is disposed of. Within a tick what the plugin has stays until the tick is over, as
     * the systems that are still to run use it.
     */
    private void closeAtRest() {
        workers.requireNoLoop("The world was disposed of", "leave it to a system that runs alone");
        strategy.whenAtRest(this::close);
    }

    /** Ends the stores, and the team if the world has made it; a later use of a column throws. */
    private void close() {
        Failures failures = new Failures();
        failures.run(stores::close);
        failures.run(transients::close);
        failures.run(workers::close);
        failures.rethrow();
    }
}
