package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.store.SoaStores;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * How the turns of a world's systems go that have nobody beside them: for each system, by its place
 * in the order of registration, the scope that it runs in and what it declares.
 */
final class TurnTable {

    private final SystemReader reader;

    /** Null in standard. */
    private final @Nullable CheckedTurns checkedTurns;

    private final @Nullable TickHooks hooks;
    private final SoaStores stores;

    /** Null for a system that runs in the tick's scope. */
    private @Nullable Tag[] scopes = {};

    private SystemAccess[] accesses = {};

    /** A table of no systems. */
    TurnTable(
            SystemReader reader,
            @Nullable CheckedTurns checkedTurns,
            @Nullable TickHooks hooks,
            SoaStores stores) {
        this.reader = reader;
        this.checkedTurns = checkedTurns;
        this.hooks = hooks;
        this.stores = stores;
    }

    /** Reads off these systems what they declare. */
    void read(Bag<BaseSystem> systems) {
        int count = systems.size();
        scopes = new Tag[count];
        accesses = new SystemAccess[count];
        for (int i = 0; i < count; i++) {
            Class<? extends BaseSystem> type = systems.get(i).getClass();
            scopes[i] = reader.scopeOf(type);
            accesses[i] = reader.accessOf(type);
        }
    }

    /** Whether a turn is more than running the system in its scope. */
    boolean isWatched() {
        return hooks != null || checkedTurns != null;
    }

    /** For each system the tag of its scope; null for one that runs in the tick's. */
    @Nullable Tag[] scopes() {
        return scopes;
    }

    SystemAccess access(int system) {
        return accesses[system];
    }

    /** Whether a system has declared anything that its turns are to be seen for. */
    boolean asksForTurn(int system) {
        return scopes[system] != null || accesses[system].isDeclared();
    }

    /**
     * A tick begins on this thread, maybe within a turn.
     *
     * @return who ticked before, to be given to {@link #leave}; null for nobody
     */
    @Nullable Thread enter() {
        return checkedTurns == null ? null : checkedTurns.enter();
    }

    /** This thread ticks no more. */
    void leave(@Nullable Thread before) {
        if (checkedTurns != null) {
            checkedTurns.leave(before);
        }
    }

    /**
     * A tick has ended.
     *
     * @param completed whether the last round of listeners is over
     */
    void endTick(boolean completed) {
        stores.endTick(completed);
    }

    /**
     * Runs a system once.
     *
     * @param index its place
     * @param body run instead of {@code system.process()}, which has been called; null for that
     */
    void take(FrameArena arena, BaseSystem system, int index, @Nullable Runnable body) {
        if (hooks == null) {
            takeUnwatched(arena, system, index, body);
        } else {
            takeWatched(arena, system, index, body);
        }
    }

    private void takeWatched(
            FrameArena arena, BaseSystem system, int index, @Nullable Runnable body) {
        TickHooks told = Objects.requireNonNull(hooks);
        told.beforeTurn(system);
        Throwable failure = null;
        try {
            takeUnwatched(arena, system, index, body);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            told.afterTurn(system);
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    private void takeUnwatched(
            FrameArena arena, BaseSystem system, int index, @Nullable Runnable body) {
        CheckedTurns checked = checkedTurns;
        if (checked == null) {
            SystemRun.run(arena, system, scopes[index], body);
        } else {
            checked.take(arena, system, scopes[index], accesses[index], body);
        }
    }
}
