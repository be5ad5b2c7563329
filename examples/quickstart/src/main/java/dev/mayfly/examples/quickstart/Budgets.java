package dev.mayfly.examples.quickstart;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Tag;
import dev.mayfly.ecs.FrameScoped;

import java.util.Queue;

/** The code of docs/guide/budgets.md. */
final class Budgets {

    static final Tag PATHS =
            Tag.of("paths", Bytes.parse("256 KiB")).withSoftLimit(Bytes.parse("64 KiB"));

    private Budgets() {}

    static int search(FrameArena arena, int wanted) {
        try (FrameScope search = arena.scope(PATHS)) {
            int most = (int) (arena.remaining() / 2 / Float.BYTES);
            Floats costs = arena.floats(Math.min(wanted, most));
            return costs.length();
        }
    }

    static void watch(FrameAllocator memory, Queue<String> told) {
        memory.onSoftLimit((arena, tag, used) -> told.add(tag.name() + ": " + used));
    }

    @SuppressWarnings("NullAway.Init")
    @FrameScoped(budget = "16 KiB", whenOver = FrameScoped.OverBudget.WARN)
    static final class Flocking extends BaseSystem {
        FrameArena frame; // injected

        @Override
        protected void processSystem() {
            frame.floats(8_192);
        }
    }
}
