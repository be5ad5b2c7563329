package dev.mayfly.ecs.internal.tick;

import com.artemis.InvocationStrategy;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.artemis.PendingChanges;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.world.RestingWorld;

import org.jspecify.annotations.Nullable;

/**
 * Runs a world's ticks in frame scopes; in which order systems come is its heirs' business.
 *
 * <p>Around what they do go scopes on the ticking thread's arena: one around {@code
 * World.process()} (a frame, or a nested scope if a frame is open), one around each round of
 * listeners that has something to do, one around each system that asks for one. Before listeners
 * are told, commands that were recorded are replayed. All scopes are closed by try-with-resources,
 * so whatever a system or a listener throws ends them on its way out, and a scope that the thrower
 * left open ends with them, its {@link ScopeOrderException} suppressed into what was thrown.
 *
 * <p>The tick of what lives for the tick ({@link TickStorage}) ends with the last round of
 * listeners or with the failure, so before Artemis frees the ids of deleted entities.
 *
 * <p>It extends the strategy that Artemis uses where none is registered, so that code finds in the
 * world what it finds without the plugin.
 */
public abstract class TickStrategy extends InvocationStrategy implements RestingWorld {

    /** How the turns of this world's systems go. */
    final TurnTable table;

    final TickScopes scopes;
    final TickStorage storage;
    final WorldCommands commands;
    final WorldWorkers<?> workers;
    final Generations generations;
    private final SoaStores stores;

    /** The place of the system that had its turn last, or what is in the place of one. */
    int turn = Generations.NO_SYSTEM;

    private final @Nullable TickHooks hooks;
    private final Tag listeners;

    private final BusyTime busy = new BusyTime();

    /** Looked up in the first round. */
    private @Nullable PendingChanges pending;

    /** Whether the world is being copied, or brought back; ends that. */
    private boolean isCopied;

    private final Copying endOfCopy = this::endCopy;

    /** That of a world that has these parts. */
    TickStrategy(TickParts parts) {
        scopes = parts.scopes();
        storage = parts.storage();
        commands = parts.commands();
        generations = parts.generations();
        stores = parts.stores();
        workers = parts.workers();
        hooks = parts.hooks();
        table = parts.table();
        listeners = scopes.listeners();
    }

    @Override
    protected void initialize() {
        table.read(systems);
    }

    @Override
    public final boolean isBusy() {
        return busy.isOn();
    }

    @Override
    public final void run(Runnable telling) {
        FrameArena arena = scopes.bindArena();
        try (BusyTime _ = busy.enter();
                FrameScope _ = scopes.openBetweenTicks(arena)) {
            tellBetweenTicks(arena, telling);
        }
    }

    @Override
    public final Copying beginCopy() {
        busy.enter();
        isCopied = true;
        return endOfCopy;
    }

    private void endCopy() {
        isCopied = false;
        busy.close();
    }

    @Override
    public final void whenAtRest(Runnable action) {
        busy.afterwards(action);
    }

    /** Listeners may record commands as ever; nothing is made of what they record. */
    private void tellBetweenTicks(FrameArena arena, Runnable telling) {
        commands.beginTelling(arena);
        try {
            telling.run();
        } finally {
            commands.endTelling();
        }
    }

    @Override
    protected final void process() {
        workers.requireNoLoop("The world was ticked", "do not tick it");
        requireNotCopied();
        Thread before = table.enter();
        int interrupted = turn;
        try (BusyTime _ = busy.enter()) {
            FrameArena arena = scopes.bindArena();
            if (scopes.areKept()) {
                TickScopes.requireFrame(arena);
                processInEnginesScope(arena);
            } else {
                try (FrameScope _ = scopes.openTick(arena)) {
                    processIn(arena);
                }
            }
        } finally {
            turn = interrupted;
            table.leave(before);
        }
    }

    private void requireNotCopied() {
        if (isCopied) {
            throw new ReentryException(
                    "The world was ticked by code that a snapshot of it runs: the reset, the"
                        + " constructor or copyFrom of an event or value. Half of the tick would be"
                        + " in the snapshot. Have such code set its own object alone.");
        }
    }

    /** There is no scope of the tick's to end what a failing system left open. */
    private void processInEnginesScope(FrameArena arena) {
        int depth = arena.depth();
        try {
            processIn(arena);
        } catch (Throwable failure) {
            try {
                arena.unwind(depth);
            } catch (Throwable damage) {
                Failures.joined(failure, damage);
            }
            throw failure;
        }
    }

    /** Does what {@code World.process()} is to do; the scope around it is open. */
    abstract void processIn(FrameArena arena);

    /** Runs one tick of {@link #runSystems}. */
    final void tick(FrameArena arena) {
        if (hooks == null) {
            tickUnwatched(arena);
        } else {
            tickWatched(arena, hooks);
        }
    }

    private void tickWatched(FrameArena arena, TickHooks told) {
        told.beforeTick(world);
        Throwable failure = null;
        try {
            tickUnwatched(arena);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            told.afterTick(world);
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    private void tickUnwatched(FrameArena arena) {
        boolean completed = false;
        Throwable failure = null;
        commands.beginTick(arena);
        try (WorldWorkers<?>.Tick _ = workers.tick(arena)) {
            runSystems(arena);
            completed = true;
        } catch (Throwable thrown) {
            failure = thrown;
        }
        failure = endCommands(failure);
        generations.endTick(completed, turn);
        storage.endTick(completed);
        endStores(completed);
        Failures.rethrow(failure);
    }

    /**
     * Has what entities have lost be no more.
     *
     * @param completed whether the last round of listeners is over
     */
    final void endStores(boolean completed) {
        table.endTick(completed);
        if (completed) {
            stores.forgetObjects();
        }
    }

    /** Ends what commands there are; returns the failure, with what that throws in it. */
    final @Nullable Throwable endCommands(@Nullable Throwable failure) {
        try {
            commands.endTick();
            return failure;
        } catch (Throwable thrown) {
            return Failures.joined(failure, thrown);
        }
    }

    /** Runs the systems of a tick, and listeners after the last. */
    abstract void runSystems(FrameArena arena);

    /** Replays commands and tells listeners, until neither leads to further commands. */
    final void updateEntities(FrameArena arena) {
        int deleter = turn;
        do {
            commands.replay();
            generations.noteDeaths(deleter);
            tellListeners(arena);
            deleter = Generations.LISTENER;
        } while (commands.isPending());
    }

    private void tellListeners(FrameArena arena) {
        PendingChanges waiting = pending;
        if (waiting == null) {
            waiting = new PendingChanges(world);
            pending = waiting;
        }
        if (!waiting.areNone()) {
            try (FrameScope _ = arena.scope(listeners)) {
                updateEntityStates();
            }
        }
    }
}
