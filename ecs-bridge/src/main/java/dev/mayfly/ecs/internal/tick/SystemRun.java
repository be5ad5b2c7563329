package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.ecs.woven.WovenTurn;

import org.jspecify.annotations.Nullable;

/** Runs a system in its scope, and finds scopes that it leaves open. */
final class SystemRun {

    private SystemRun() {}

    /**
     * Runs a system once.
     *
     * @param tag of a scope around it; null for none
     * @param body run instead of {@code system.process()}; null for that
     */
    static void run(
            FrameArena arena, BaseSystem system, @Nullable Tag tag, @Nullable Runnable body) {
        if (tag != null) {
            try (FrameScope _ = arena.scope(tag)) {
                run(arena, system, null, body);
            }
            return;
        }
        int depth = arena.depth();
        if (body != null) {
            body.run();
        } else if (system instanceof WovenTurn woven) {
            woven.turn$();
        } else {
            system.process();
        }
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
}
