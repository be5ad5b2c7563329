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
import dev.mayfly.ecs.error.NoEngineFrameException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
 * <p>If it is told to, it runs groups of systems {@link SideBySide side by side}, each group
 * between two rounds of listeners as a single system is.
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
    private final boolean inGroups;

    /** Null in standard. */
    private final @Nullable TurnCheck check;

    private boolean busy;

    /** For each system, in order: what to run; null for one that does nothing. */
    private @Nullable BaseSystem[] active = {};

    /** For each system, in order: the tag of its scope; null for one that runs in the tick's. */
    private @Nullable Tag[] scopes = {};

    /** For each system, in order: what it declares. */
    private SystemAccess[] accesses = {};

    /** Null where each system runs alone. */
    private @Nullable SideBySide groups;

    FrameInvocationStrategy(
            Turns turns,
            FrameAllocator allocator,
            ArenaFields arenaFields,
            Transients transients,
            WorldTags tags,
            WorldCommands commands,
            WorldWorkers workers,
            boolean keepUntilFrameEnd,
            boolean inGroups,
            @Nullable TurnCheck check) {
        this.turns = turns;
        this.allocator = allocator;
        this.arenaFields = arenaFields;
        this.transients = transients;
        this.tags = tags;
        this.commands = commands;
        this.workers = workers;
        this.keepUntilFrameEnd = keepUntilFrameEnd;
        this.inGroups = inGroups;
        this.check = check;
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
            scopes[i] = tags.ofScoped(type);
            accesses[i] = SystemAccess.of(type, keepUntilFrameEnd);
        }
        groups = inGroups ? formGroups() : null;
    }

    private SideBySide formGroups() {
        Commands recorder = commands.of(world);
        List<@Nullable SystemAccess> run = new ArrayList<>();
        @Nullable SystemTurn[] turnsOf = new SystemTurn[active.length];
        for (int i = 0; i < active.length; i++) {
            BaseSystem system = active[i];
            run.add(system == null ? null : accesses[i]);
            if (system != null && !accesses[i].isExclusive()) {
                turnsOf[i] =
                        new SystemTurn(
                                system,
                                scopes[i],
                                accesses[i],
                                turns,
                                arenaFields.arena(),
                                recorder);
            }
        }
        return new SideBySide(
                workers,
                turns,
                world.getAspectSubscriptionManager(),
                SystemGroups.ends(run),
                turnsOf,
                check);
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
        if (check != null) {
            check.interrupt();
        }
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
        SideBySide several = groups;
        for (int i = 0, end; i < active.length; i = end) {
            end = several == null ? i + 1 : several.endOf(i);
            int first = firstToRun(i, end);
            if (first < end) {
                transients.arriveAt(2 * first);
                updateEntities(arena);
                // What is emitted in a group has one place: no two of it use the same events.
                transients.arriveAt(2 * end - 1);
                runFrom(arena, several, first);
            }
        }
        transients.arriveAt(2 * active.length);
        updateEntities(arena);
    }

    private int firstToRun(int from, int to) {
        int first = from;
        while (first < to && (active[first] == null || disabled.get(first))) {
            first++;
        }
        return first;
    }

    private void runFrom(FrameArena arena, @Nullable SideBySide several, int first) {
        if (several != null && several.gather(first, disabled) > 1) {
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
        try (FrameScope _ = arena.scope(tags.listeners)) {
            updateEntityStates();
        }
    }

    private void takeTurn(FrameArena arena, BaseSystem system, int index) {
        TurnCheck checked = check;
        if (checked == null) {
            run(arena, system, scopes[index]);
        } else {
            takeTurn(arena, system, index, checked);
        }
    }

    /** A turn of a system that may be held to what it declares. */
    private void takeTurn(FrameArena arena, BaseSystem system, int index, TurnCheck checked) {
        SystemAccess held = isHeld(accesses[index]) ? accesses[index] : null;
        SystemAccess interrupted = turns.begin(held);
        int turn = held == null ? TurnCheck.NONE : checked.begin(new Authors(List.of(held)));
        try {
            run(arena, system, scopes[index]);
        } finally {
            turns.end(interrupted);
        }
        if (held != null) {
            checked.end(turn);
        }
    }

    /** Whether it says what it does; fields alone count where systems run beside others for it. */
    private boolean isHeld(SystemAccess access) {
        return access.isDeclared() || (inGroups && !access.isExclusive());
    }

    static void run(FrameArena arena, BaseSystem system, @Nullable Tag tag) {
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
