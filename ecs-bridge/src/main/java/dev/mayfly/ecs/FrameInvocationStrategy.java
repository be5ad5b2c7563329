package dev.mayfly.ecs;

import com.artemis.AspectSubscriptionManager;
import com.artemis.BaseSystem;
import com.artemis.ComponentManager;
import com.artemis.EntityManager;
import com.artemis.SystemInvocationStrategy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Tag;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.jspecify.annotations.Nullable;

/**
 * Runs a world's systems in frame scopes.
 *
 * <p>What it does is what Artemis' own strategy does: for each enabled system first tell the
 * subscription listeners what has changed, then run it; after the last one tell them again. Before
 * they are told, {@link Commands} that were recorded are replayed. Around that go scopes on the
 * ticking thread's arena: one around the tick (a frame, or a nested scope if a frame is open), one
 * around each round of listeners, one around each {@link FrameScoped} system. All are closed by
 * try-with-resources, so whatever a system or a listener throws ends them on its way out, and a
 * scope that the thrower left open ends with them, its {@link ScopeOrderException} suppressed into
 * what was thrown.
 *
 * <p>The tick of what lives for the tick ({@link Transients}) ends with the last round of listeners
 * or with the failure, so before Artemis frees the ids of deleted entities.
 *
 * <p>Systems that certainly do nothing (Artemis' three managers and the bridge's own) are left out
 * with the round of listeners before them. That cannot be seen: a round goes on until nothing has
 * changed, so a second one right after it finds nothing. It is worth doing because a round reads
 * bit sets as long as the highest entity id.
 */
final class FrameInvocationStrategy extends SystemInvocationStrategy {

    private final Turns turns;
    private final FrameAllocator allocator;
    private final ArenaFields arenaFields;
    private final Transients transients;
    private final WorldTags tags;
    private final WorldCommands commands;
    private final WorldWorkers workers;
    private final boolean keepUntilFrameEnd;
    private boolean busy;

    /** For each system, in order: what to run; null for one that does nothing. */
    private @Nullable BaseSystem[] active = {};

    /** For each system, in order: the tag of its scope; null for one that runs in the tick's. */
    private @Nullable Tag[] scopes = {};

    /** For each system, in order: what it declares. */
    private SystemAccess[] accesses = {};

    FrameInvocationStrategy(
            Turns turns,
            FrameAllocator allocator,
            ArenaFields arenaFields,
            Transients transients,
            WorldTags tags,
            WorldCommands commands,
            WorldWorkers workers,
            boolean keepUntilFrameEnd) {
        this.turns = turns;
        this.allocator = allocator;
        this.arenaFields = arenaFields;
        this.transients = transients;
        this.tags = tags;
        this.commands = commands;
        this.workers = workers;
        this.keepUntilFrameEnd = keepUntilFrameEnd;
    }

    @Override
    protected void initialize() {
        int count = systems.size();
        active = new BaseSystem[count];
        scopes = new Tag[count];
        accesses = new SystemAccess[count];
        for (int i = 0; i < count; i++) {
            BaseSystem system = systems.get(i);
            Class<?> type = system.getClass();
            active[i] = doesNothing(system) ? null : system;
            scopes[i] = tags.ofScoped(type);
            accesses[i] = SystemAccess.of(system.getClass());
        }
    }

    /** Whether a tick is going on, or what is {@link #runBetweenTicks run between two}. */
    boolean isBusy() {
        return busy;
    }

    /** Runs what tells listeners, in a scope as theirs have it within a tick. */
    void runBetweenTicks(Runnable telling) {
        FrameArena arena = allocator.arena();
        arenaFields.bindTo(arena);
        busy = true;
        try (FrameScope _ =
                arena.isOpen() ? arena.scope(tags.listeners) : arena.begin(tags.listeners)) {
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
        busy = true;
        try {
            processInScopes();
        } finally {
            busy = wasBusy;
        }
    }

    private void processInScopes() {
        FrameArena arena = allocator.arena();
        arenaFields.bindTo(arena);
        if (keepUntilFrameEnd) {
            requireFrame(arena);
            tickInEnginesScope(arena);
        } else {
            try (FrameScope _ = arena.isOpen() ? arena.scope(tags.tick) : arena.begin(tags.tick)) {
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
            } catch (MayflyException damage) {
                failure.addSuppressed(damage);
            }
            throw failure;
        }
    }

    private void tick(FrameArena arena) {
        boolean completed = false;
        commands.beginTick(arena);
        try (WorldWorkers.Tick _ = workers.tick()) {
            runAll(arena);
            completed = true;
        } finally {
            commands.endTick();
            transients.endTick(completed);
        }
    }

    private void runAll(FrameArena arena) {
        int place = 0;
        for (int i = 0; i < active.length; i++, place += 2) {
            BaseSystem system = active[i];
            if (system != null && !disabled.get(i)) {
                transients.arriveAt(place);
                updateEntities(arena);
                transients.arriveAt(place + 1);
                takeTurn(arena, system, i);
            }
        }
        transients.arriveAt(place);
        updateEntities(arena);
    }

    /** Replays commands and tells listeners, until neither leads to further commands. */
    private void updateEntities(FrameArena arena) {
        do {
            commands.replay();
            tellListeners(arena);
        } while (commands.isPending());
    }

    private void tellListeners(FrameArena arena) {
        try (FrameScope _ = arena.scope(tags.listeners)) {
            updateEntityStates();
        }
    }

    private void takeTurn(FrameArena arena, BaseSystem system, int index) {
        if (!Turns.KEPT) {
            run(arena, system, scopes[index]);
            return;
        }
        SystemAccess interrupted = turns.begin(accesses[index]);
        try {
            run(arena, system, scopes[index]);
        } finally {
            turns.end(interrupted);
        }
    }

    private static void run(FrameArena arena, BaseSystem system, @Nullable Tag tag) {
        if (tag == null) {
            run(arena, system);
        } else {
            try (FrameScope _ = arena.scope(tag)) {
                run(arena, system);
            }
        }
    }

    private static void run(FrameArena arena, BaseSystem system) {
        int depth = arena.depth();
        system.process();
        if (arena.depth() != depth) {
            throw unbalanced(system, arena.depth() - depth);
        }
    }

    private static ScopeOrderException unbalanced(BaseSystem system, int surplus) {
        String what =
                surplus > 0
                        ? "left " + surplus + " scope(s) open that it had opened"
                        : "closed " + -surplus + " scope(s) that it had not opened";
        return new ScopeOrderException(
                "System "
                        + system.getClass().getName()
                        + " returned after it "
                        + what
                        + "; open scopes in try-with-resources.");
    }

    private static void requireFrame(FrameArena arena) {
        if (!arena.isOpen()) {
            throw new NoEngineFrameException(Thread.currentThread());
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
