package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.internal.access.Authors;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The turns of one system that runs beside others, on whichever worker takes it. */
final class SystemTurn {

    private final BaseSystem system;
    private final @Nullable Tag tag;
    private final SystemAccess access;
    private final Turns turns;
    private final ThreadFields fields;
    private final @Nullable TickHooks hooks;

    /** What the last turn threw. */
    private @Nullable Throwable failure;

    /**
     * Those of a system that has been injected.
     *
     * @param tag of the scope around a turn; null for none
     */
    SystemTurn(
            BaseSystem system,
            @Nullable Tag tag,
            SystemAccess access,
            Turns turns,
            ThreadFields fields,
            @Nullable TickHooks hooks) {
        this.system = system;
        this.tag = tag;
        this.access = access;
        this.turns = turns;
        this.fields = fields;
        this.hooks = hooks;
    }

    /**
     * Runs the system on this thread; what it throws is kept. The arena is then back in the scope
     * in which it was.
     *
     * @param worker that runs it
     * @param chunk where among the commands of the loop this turn's belong
     * @param home the ticking thread's arena, which injected fields are set back to
     * @param check of this turn; null for none
     */
    void take(Seat worker, int chunk, FrameArena home, @Nullable TurnCheck check) {
        failure = null;
        FrameArena arena = worker.arena();
        int depth = arena.depth();
        begin(worker, chunk);
        try {
            run(arena, check);
        } catch (Throwable thrown) {
            failure = unwound(arena, depth, thrown);
        }
        try {
            end(worker, home);
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
    }

    private void run(FrameArena arena, @Nullable TurnCheck check) {
        if (hooks == null) {
            runUnwatched(arena, check);
            return;
        }
        hooks.beforeTurn(system);
        Throwable first = null;
        try {
            runUnwatched(arena, check);
        } catch (Throwable thrown) {
            first = thrown;
        }
        try {
            hooks.afterTurn(system);
        } catch (Throwable thrown) {
            first = Failures.joined(first, thrown);
        }
        Failures.rethrow(first);
    }

    private void runUnwatched(FrameArena arena, @Nullable TurnCheck check) {
        if (check == null) {
            SystemRun.run(arena, system, tag, null);
        } else {
            int turn = check.begin(new Authors(List.of(access)));
            SystemRun.run(arena, system, tag, null);
            check.end(turn);
        }
    }

    SystemAccess access() {
        return access;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    private void begin(Seat worker, int chunk) {
        fields.bind(worker.arena(), worker.index());
        if (fields.hasCommands()) {
            worker.recording().beginChunk(chunk);
        }
        if (Safety.CHECKED) {
            turns.beginOnThread(access);
        }
    }

    private void end(Seat worker, FrameArena home) {
        if (Safety.CHECKED) {
            turns.endOnThread();
        }
        fields.unbind(home);
        if (fields.hasCommands()) {
            worker.recording().endChunk();
        }
    }

    private static Throwable unwound(FrameArena arena, int depth, Throwable thrown) {
        try {
            arena.unwind(depth);
        } catch (Throwable damage) {
            return Failures.joined(thrown, damage);
        }
        return thrown;
    }
}
