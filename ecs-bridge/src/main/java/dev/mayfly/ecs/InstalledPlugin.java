package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.WorldConfigurationBuilder.Priority;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.Bag;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.InstallationException;
import dev.mayfly.ecs.error.StrategyConflictException;
import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.artemis.ConfigurationParts;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.tick.ArenaFields;
import dev.mayfly.ecs.internal.tick.FixedStepStrategy;
import dev.mayfly.ecs.internal.tick.FrameInvocationStrategy;
import dev.mayfly.ecs.internal.tick.HostedTurns;
import dev.mayfly.ecs.internal.tick.HostingStrategy;
import dev.mayfly.ecs.internal.tick.StepClock;
import dev.mayfly.ecs.internal.tick.TickParts;
import dev.mayfly.ecs.internal.tick.TickScopes;
import dev.mayfly.ecs.internal.tick.TickStrategy;
import dev.mayfly.ecs.internal.tick.WorkerTeam;
import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.CarriedImage;
import dev.mayfly.ecs.internal.world.RestingWorld;

import org.jspecify.annotations.Nullable;

/**
 * What the plugin installs in one world: makes its parts and hands them to each other. Looks,
 * before the first system is initialized, whether the world uses them: Artemis drops a strategy or
 * an injector for a later one in silence. A strategy of somebody else's that it finds is run within
 * one of the bridge's.
 */
@SkipWire
final class InstalledPlugin extends WorkersOfWorld {

    private final PluginSettings settings;
    private final SoaStores stores;
    private final Transients transients;
    private final WorldWorkers<SpanWorker> workers;
    private final TakenIds ids = new TakenIds();
    private final Generations generations = new Generations();
    private final MemoryResolver resolver;
    private final TickParts parts;

    /** What runs the world's ticks; replaced, while the world is made, where it has another's. */
    private TickStrategy strategy;

    /** Null where the world has no strategy of somebody else's. */
    private @Nullable HostingStrategy hosting;

    InstalledPlugin(PluginSettings settings) {
        this.settings = settings;
        FrameAllocator memory = settings.memory();
        WorldTags tags = settings.tags();
        boolean kept = settings.keepUntilFrameEnd();
        ArenaFields arenaFields = new ArenaFields(memory.arena());
        Turns turns = new Turns();
        WorldColumns columns = new WorldColumns(generations);
        stores = new SoaStores(new ColumnTypes(), turns, ids, columns, tags::columns);
        transients = new Transients(turns, tags, columns);
        WorldCommands commands =
                new WorldCommands(
                        ids, columns, generations, new NumberedFields(stores, transients));
        InjectedCommands injected = new InjectedCommands(commands);
        StepClock clock = settings.clock();
        resolver =
                new MemoryResolver(
                        memory,
                        arenaFields,
                        stores,
                        transients,
                        injected,
                        generations,
                        clock == null ? null : new FixedStep(clock));
        WorkerTeam<SpanWorker> hired =
                new WorkerTeam<>(
                        memory,
                        tags.tick,
                        settings.team(),
                        commands,
                        seat ->
                                new SpanWorker(
                                        seat, injected.ofWorker(seat.recording()), transients));
        workers = new WorldWorkers<>(hired, commands, transients);
        parts =
                new TickParts(
                        new TickScopes(memory, arenaFields, tags.tick, tags.listeners, kept),
                        transients,
                        commands,
                        generations,
                        workers,
                        stores,
                        new DeclaredSystems(tags, arenaFields, injected, workers, kept),
                        turns,
                        settings.sideBySide(),
                        Safety.CHECKED ? new TurnCheck(new WorldStorage(stores, transients)) : null,
                        settings.hooks());
        strategy =
                clock == null
                        ? new FrameInvocationStrategy(parts)
                        : new FixedStepStrategy(parts, clock, settings.eachFrame());
    }

    /** Adds all to a configuration. */
    void install(WorldConfigurationBuilder builder) {
        builder.with(Priority.HIGHEST, this);
        builder.register(resolver);
        // One that is registered later is found when the world is made, as is one that is there.
        if (ArtemisInternals.strategy(builder) == null) {
            builder.register(strategy);
        }
    }

    /** Adds all to a configuration that no builder makes. */
    void install(WorldConfiguration configuration) {
        ConfigurationParts its = new ConfigurationParts(configuration);
        if (its.isUsed()) {
            throw InstallationException.late();
        }
        if (its.hasSystem(InstalledPlugin.class)) {
            throw InstallationException.twice();
        }
        if (!its.addResolver(resolver)) {
            throw InjectorReplacedException.foreign();
        }
        its.addFirst(this);
        if (its.strategy() == null) {
            configuration.setInvocationStrategy(strategy);
        }
    }

    @Override
    public FrameAllocator allocator() {
        return settings.memory();
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
        return new TransientsImage(transients, settings.clock());
    }

    @Override
    public RestingWorld betweenTicks() {
        return strategy;
    }

    @Override
    WorldTags tags() {
        return settings.tags();
    }

    @Override
    WorldWorkers<SpanWorker> workers() {
        return workers;
    }

    @Override
    @Nullable HostedTurns hostedTurns() {
        return hosting == null ? null : hosting.turns();
    }

    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        ids.join(world);
        stores.join(world);
        HostingStrategy host = hostOf(world.getInvocationStrategy());
        hosting = host;
        if (host != null) {
            strategy = host;
        }
        if (host != null || settings.sideBySide() || hasParallelSystem(world.getSystems())) {
            workers.join(world, host);
        }
        closeLast(world);
    }

    /** What runs the strategy of somebody else's; null for ours. */
    private @Nullable HostingStrategy hostOf(SystemInvocationStrategy inForce) {
        if (strategy.equals(inForce)) {
            return null;
        }
        if (settings.clock() != null) {
            throw StrategyConflictException.besideFixedStep(inForce);
        }
        return new HostingStrategy(parts, inForce);
    }

    /** All systems of the world are known by now, so what is added comes behind them. */
    private void closeLast(World world) {
        Bag<BaseSystem> systems = (Bag<BaseSystem>) world.getSystems();
        systems.add(new StoreCloser(this::closeAtRest));
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
        if (!resolver.isInUse()) {
            throw new InjectorReplacedException();
        }
        stores.joinLinks();
        if (hosting != null) {
            hosting.takeOver(world);
        }
    }

    /**
     * Called by another strategy alone: the plugin's leave this out. It is not in {@code
     * checkProcessing}, since a method that nobody overrides costs nothing in the turns of others.
     */
    @Override
    protected void processSystem() {
        if (!strategy.isBusy()) {
            throw StrategyConflictException.setLater(world.getInvocationStrategy());
        }
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
