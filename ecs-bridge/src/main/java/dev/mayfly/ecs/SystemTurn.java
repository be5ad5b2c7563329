package dev.mayfly.ecs;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Tag;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The turns of one system that runs beside others, on whichever worker takes it. */
final class SystemTurn {

    private final BaseSystem system;
    private final @Nullable Tag tag;
    private final SystemAccess access;
    private final Turns turns;
    private final Commands ofWorld;
    private final ThreadFields fields;

    /** What the last turn threw. */
    private @Nullable Throwable failure;

    /**
     * Those of a system that has been injected.
     *
     * @param tag of the scope around a turn; null for none
     * @param arena that was injected, as the commands were
     */
    SystemTurn(
            BaseSystem system,
            @Nullable Tag tag,
            SystemAccess access,
            Turns turns,
            FrameArena arena,
            Commands ofWorld) {
        this.system = system;
        this.tag = tag;
        this.access = access;
        this.turns = turns;
        this.ofWorld = ofWorld;
        fields = new ThreadFields(system, arena, ofWorld);
    }

    /**
     * Runs the system on this thread; what it throws is kept. The arena is then back in the scope
     * in which it was.
     *
     * @param arena of this worker, as are the commands
     * @param chunk where among the commands of the loop this turn's belong
     * @param home the ticking thread's arena, which injected fields are set back to
     * @param check of this turn; null for none
     */
    void take(
            FrameArena arena,
            Commands recorder,
            int chunk,
            FrameArena home,
            @Nullable TurnCheck check) {
        failure = null;
        int depth = arena.depth();
        begin(arena, recorder, chunk);
        try {
            if (check == null) {
                FrameInvocationStrategy.run(arena, system, tag);
            } else {
                int turn = check.begin(new Authors(List.of(access)));
                FrameInvocationStrategy.run(arena, system, tag);
                check.end(turn);
            }
        } catch (Throwable thrown) {
            unwind(arena, depth, thrown);
            failure = thrown;
        } finally {
            end(recorder, home);
        }
    }

    SystemAccess access() {
        return access;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    private void begin(FrameArena arena, Commands recorder, int chunk) {
        fields.set(arena, recorder);
        if (fields.hasCommands()) {
            recorder.beginChunk(chunk);
        }
        if (Safety.CHECKED) {
            turns.beginOnThread(access);
        }
    }

    private void end(Commands recorder, FrameArena home) {
        if (Safety.CHECKED) {
            turns.endOnThread();
        }
        if (fields.hasCommands()) {
            recorder.endChunk();
        }
        fields.reset(home, ofWorld);
    }

    private static void unwind(FrameArena arena, int depth, Throwable thrown) {
        try {
            arena.unwind(depth);
        } catch (RuntimeException damage) {
            thrown.addSuppressed(damage);
        }
    }
}
