package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Statistics are read while the other thread takes buffers and slices in frames and scopes. */
@JCStressTest
@Outcome(id = "sound", expect = Expect.ACCEPTABLE, desc = "What was returned was taken before.")
@Outcome(expect = Expect.FORBIDDEN, desc = "More was returned than taken, or counters ran back.")
@State
public class FrameStatisticsWhileTaking {

    private static final FrameAllocator MEMORY = FrameAllocator.create();
    private static final Tag TAG = Tag.of("frame");
    private static final int TIMES = 10;

    /** One that looks each time: for it, time passes. */
    private static final AtomicLong NANOS = new AtomicLong();

    private static final StatisticsReader READER =
            new StatisticsReader(() -> NANOS.addAndGet(StatisticsReader.REST_NANOS));

    private static volatile @Nullable FrameArena taking;

    @Actor
    public void take() {
        FrameArena arena = MEMORY.arena();
        taking = arena;
        for (int i = 0; i < TIMES; i++) {
            try (FrameScope _ = arena.begin(TAG)) {
                arena.floats(16);
                try (FrameScope _ = arena.scope()) {
                    arena.floats(16);
                    arena.allocate(64, 8);
                }
            }
        }
    }

    @Actor
    public void read(L_Result result) {
        FrameArena arena = taking;
        if (arena == null) {
            result.r1 = "sound";
            return;
        }
        synchronized (READER) {
            FrameStatistics earlier = READER.read(List.of(arena), List.of());
            FrameStatistics later = READER.read(List.of(arena), List.of());
            result.r1 = isSound(earlier, later) ? "sound" : earlier + " then " + later;
        }
    }

    private static boolean isSound(FrameStatistics earlier, FrameStatistics later) {
        return later.buffers().stream().allMatch(each -> each.live() >= 0)
                && taken(later) >= taken(earlier)
                && returned(later) >= returned(earlier)
                && later.returnedBytes() >= earlier.returnedBytes()
                && later.slices().returnedBytes() >= earlier.slices().returnedBytes()
                && later.slices().liveBytes() >= 0
                && later.slices().taken() >= earlier.slices().taken()
                && later.slices().returned() >= earlier.slices().returned()
                && later.slices().live() >= 0
                && later.peakBytes() >= earlier.peakBytes()
                && later.tags().stream().allMatch(each -> each.liveBytes() >= 0);
    }

    private static long taken(FrameStatistics of) {
        return of.buffers().stream().mapToLong(FrameStatistics.Buffers::taken).sum();
    }

    private static long returned(FrameStatistics of) {
        return of.buffers().stream().mapToLong(FrameStatistics.Buffers::returned).sum();
    }
}
