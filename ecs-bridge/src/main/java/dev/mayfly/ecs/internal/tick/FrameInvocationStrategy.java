package dev.mayfly.ecs.internal.tick;

import com.artemis.AspectSubscriptionManager;
import com.artemis.BaseSystem;
import com.artemis.ComponentManager;
import com.artemis.EntityManager;
import com.artemis.SystemInvocationStrategy;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.world.PassiveSystem;
import dev.mayfly.ecs.internal.world.RestingWorld;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Runs a world's systems in frame scopes.
 *
 * <p>What it does is what Artemis' own strategy does: for each enabled system first tell the
 * subscription listeners what has changed, then run it; after the last one tell them again. Before
 * they are told, commands that were recorded are replayed. Around that go scopes on the ticking
 * thread's arena: one around the tick (a frame, or a nested scope if a frame is open), one around
 * each round of listeners, one around each system that asks for one. All are closed by
 * try-with-resources, so whatever a system or a listener throws ends them on its way out, and a
 * scope that the thrower left open ends with them, its {@link ScopeOrderException} suppressed into
 * what was thrown.
 *
 * <p>If it is told to, it runs groups of systems {@link GroupTurn side by side}, each group between
 * two rounds of listeners as a single system is.
 *
 * <p>The tick of what lives for the tick ({@link TickStorage}) ends with the last round of
 * listeners or with the failure, so before Artemis frees the ids of deleted entities.
 *
 * <p>Systems that certainly do nothing (Artemis' three managers and the bridge's own) are left out
 * with the round of listeners before them. That cannot be seen: a round goes on until nothing has
 * changed, so a second one right after it finds nothing. It is worth doing because a round reads
 * bit sets as long as the highest entity id.
 */
public final class FrameInvocationStrategy extends SystemInvocationStrategy
        implements RestingWorld {

    private final TickScopes tickScopes;
    private final TickStorage storage;
    private final WorldCommands commands;
    private final WorldWorkers<?> workers;
    private final SystemReader reader;
    private final Tag listeners;

    /** Null where each system runs alone. */
    private final @Nullable GroupTurn groups;

    /** Null in standard. */
    private final @Nullable CheckedTurns checkedTurns;

    private boolean busy;

    /** For each system, in order: what to run; null for one that does nothing. */
    private @Nullable BaseSystem[] active = {};

    /** For each system, in order: the tag of its scope; null for one that runs in the tick's. */
    private @Nullable Tag[] scopes = {};

    /** For each system, in order: what it declares. */
    private SystemAccess[] accesses = {};

    /**
     * The strategy of a world.
     *
     * @param groups null where each system runs alone
     * @param checkedTurns null in standard
     */
    public FrameInvocationStrategy(
            TickScopes tickScopes,
            TickStorage storage,
            WorldCommands commands,
            WorldWorkers<?> workers,
            SystemReader reader,
            @Nullable GroupTurn groups,
            @Nullable CheckedTurns checkedTurns) {
        this.tickScopes = tickScopes;
        this.storage = storage;
        this.commands = commands;
        this.workers = workers;
        this.reader = reader;
        this.groups = groups;
        this.checkedTurns = checkedTurns;
        listeners = tickScopes.listeners();
    }

    @Override
    protected void initialize() {
        int count = systems.size();
        active = new BaseSystem[count];
        scopes = new Tag[count];
        accesses = new SystemAccess[count];
        for (int i = 0; i < count; i++) {
            BaseSystem system = systems.get(i);
            Class<? extends BaseSystem> type = system.getClass();
            active[i] = doesNothing(system) ? null : system;
            scopes[i] = reader.scopeOf(type);
            accesses[i] = reader.accessOf(type);
        }
        if (groups != null) {
            groups.form(world, active, scopes, accesses, reader);
        }
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public void run(Runnable telling) {
        FrameArena arena = tickScopes.bindArena();
        busy = true;
        try (FrameScope _ = tickScopes.openBetweenTicks(arena)) {
            tellBetweenTicks(arena, telling);
        } finally {
            busy = false;
        }
    }

    /** Listeners may record commands as ever; nothing is made of what they record. */
    private void tellBetweenTicks(FrameArena arena, Runnable telling) {
        commands.beginTick(arena);
        try {
            telling.run();
        } finally {
            commands.endTick();
        }
    }

    @Override
    protected void process() {
        workers.requireNoLoop();
        boolean wasBusy = busy;
        if (checkedTurns != null) {
            checkedTurns.interrupt();
        }
        busy = true;
        try {
            processInScopes();
        } finally {
            busy = wasBusy;
        }
    }

    private void processInScopes() {
        FrameArena arena = tickScopes.bindArena();
        if (tickScopes.areKept()) {
            TickScopes.requireFrame(arena);
            tickInEnginesScope(arena);
        } else {
            try (FrameScope _ = tickScopes.openTick(arena)) {
                tick(arena);
            }
        }
    }

    /** There is no scope of the tick's to end what a failing system left open. */
    private void tickInEnginesScope(FrameArena arena) {
        int depth = arena.depth();
        try {
            tick(arena);
        } catch (Throwable failure) {
            try {
                arena.unwind(depth);
            } catch (Throwable damage) {
                Failures.joined(failure, damage);
            }
            throw failure;
        }
    }

    private void tick(FrameArena arena) {
        boolean completed = false;
        Throwable failure = null;
        commands.beginTick(arena);
        try (WorldWorkers<?>.Tick _ = workers.tick()) {
            runAll(arena);
            completed = true;
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            commands.endTick();
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
        storage.endTick(completed);
        Failures.rethrow(failure);
    }

    private void runAll(FrameArena arena) {
        GroupTurn several = groups;
        for (int i = 0, end; i < active.length; i = end) {
            end = several == null ? i + 1 : several.endOf(i);
            int first = firstToRun(i, end);
            if (first < end) {
                storage.arriveAt(2 * first);
                updateEntities(arena);
                // What is emitted in a group has one place: no two of it use the same events.
                storage.arriveAt(2 * end - 1);
                runFrom(arena, several, first);
            }
        }
        storage.arriveAt(2 * active.length);
        updateEntities(arena);
    }

    private int firstToRun(int from, int to) {
        int first = from;
        while (first < to && (active[first] == null || disabled.get(first))) {
            first++;
        }
        return first;
    }

    private void runFrom(FrameArena arena, @Nullable GroupTurn several, int first) {
        int count = several == null ? 1 : several.gather(first, disabled);
        if (several != null && count > 1) {
            several.run(arena);
        } else {
            takeTurn(arena, Objects.requireNonNull(active[first]), first);
        }
    }

    /** Replays commands and tells listeners, until neither leads to further commands. */
    private void updateEntities(FrameArena arena) {
        do {
            commands.replay();
            tellListeners(arena);
        } while (commands.isPending());
    }

    private void tellListeners(FrameArena arena) {
        try (FrameScope _ = arena.scope(listeners)) {
            updateEntityStates();
        }
    }

    private void takeTurn(FrameArena arena, BaseSystem system, int index) {
        CheckedTurns checked = checkedTurns;
        if (checked == null) {
            SystemRun.run(arena, system, scopes[index]);
        } else {
            checked.take(arena, system, scopes[index], accesses[index]);
        }
    }

    private static boolean doesNothing(BaseSystem system) {
        Class<?> type = system.getClass();
        return system instanceof PassiveSystem
                || type == ComponentManager.class
                || type == EntityManager.class
                || type == AspectSubscriptionManager.class;
    }
}
