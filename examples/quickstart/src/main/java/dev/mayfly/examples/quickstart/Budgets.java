package dev.mayfly.examples.quickstart;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.FrameStatistics;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.ecs.FrameScoped;

import java.util.Deque;
import java.util.Queue;

/** The code of docs/guide/budgets.md. */
final class Budgets {

    static final Tag PATHS =
            Tag.of("paths", MemorySize.parse("256 KiB")).withSoftLimit(MemorySize.parse("64 KiB"));

    static final TagGroup GAME = TagGroup.of("game", MemorySize.parse("64 MiB"));
    static final TagGroup AI = TagGroup.of("ai", MemorySize.parse("8 MiB")).in(GAME);
    static final Tag STEERING = Tag.of("steering", MemorySize.parse("1 MiB")).in(AI);

    private Budgets() {}

    static BlockPool packets() {
        return BlockPool.create(AI.charged(MemorySource.ofNative()));
    }

    static void keepTiles(Deque<Promotion<Floats>> cache) {
        AI.onFull(
                (full, bytes) -> {
                    for (long freed = 0; freed < bytes && !cache.isEmpty(); ) {
                        Promotion<Floats> oldest = cache.removeFirst();
                        freed += oldest.bytes();
                        oldest.close();
                    }
                });
    }

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

    static String report(FrameAllocator memory) {
        StringBuilder lines = new StringBuilder();
        for (FrameStatistics.Tagged each : memory.statistics().tags()) {
            lines.append(each.tag().name())
                    .append(": ")
                    .append(each.taken())
                    .append(" taken, ")
                    .append(each.takenBytes())
                    .append(" bytes, at most ")
                    .append(each.peakBytes())
                    .append(" at once\n");
        }
        return lines.toString();
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
