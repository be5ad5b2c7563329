package dev.mayfly.ecs.internal.tick;

import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.store.SoaStores;

import org.jspecify.annotations.Nullable;

/**
 * What a world has that its ticks need, whichever strategy runs them.
 *
 * @param sideBySide whether groups of systems run at once
 * @param check of turns; null in standard
 * @param hooks who is told of ticks and turns; null for nobody
 */
public record TickParts(
        TickScopes scopes,
        TickStorage storage,
        WorldCommands commands,
        Generations generations,
        WorldWorkers<?> workers,
        SoaStores stores,
        SystemReader reader,
        Turns turns,
        boolean sideBySide,
        @Nullable TurnCheck check,
        @Nullable TickHooks hooks) {

    /** How turns go that have nobody beside them. */
    TurnTable table() {
        CheckedTurns checked = check == null ? null : new CheckedTurns(turns, check, sideBySide);
        return new TurnTable(reader, checked, hooks, stores);
    }

    /** How groups go; null where each system runs alone. */
    @Nullable GroupTurn groups() {
        return sideBySide ? new GroupTurn(workers, turns, check, hooks) : null;
    }
}
