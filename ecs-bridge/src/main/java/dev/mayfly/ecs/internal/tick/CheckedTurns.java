package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.ecs.internal.access.Authors;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The turns of systems that have nobody beside them, held to what they declare; from checked on.
 */
final class CheckedTurns {

    private final Turns turns;
    private final TurnCheck check;
    private final boolean holdsFields;

    /**
     * Those of one world.
     *
     * @param holdsFields whether injected fields alone are a declaration
     */
    CheckedTurns(Turns turns, TurnCheck check, boolean holdsFields) {
        this.turns = turns;
        this.check = check;
        this.holdsFields = holdsFields;
    }

    /**
     * A tick begins on this thread, maybe within a turn.
     *
     * @return who ticked before, to be given to {@link #leave}; null for nobody
     */
    @Nullable Thread enter() {
        check.interrupt();
        return turns.beginTick();
    }

    /** This thread ticks no more. */
    void leave(@Nullable Thread before) {
        turns.endTick(before);
    }

    void take(
            FrameArena arena,
            BaseSystem system,
            @Nullable Tag tag,
            SystemAccess access,
            @Nullable Runnable body) {
        SystemAccess held = isHeld(access) ? access : null;
        SystemAccess interrupted = turns.begin(held);
        int turn = held == null ? TurnCheck.NONE : check.begin(new Authors(List.of(held)));
        try {
            SystemRun.run(arena, system, tag, body);
        } finally {
            turns.end(interrupted);
        }
        if (held != null) {
            check.end(turn);
        }
    }

    /** Whether it says what it does; fields alone count where systems run beside others for it. */
    private boolean isHeld(SystemAccess access) {
        return access.isDeclared() || (holdsFields && !access.isExclusive());
    }
}
