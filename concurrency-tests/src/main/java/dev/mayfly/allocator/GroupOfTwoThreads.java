package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads take in frames of one group, in which there is room for one of them. */
@JCStressTest
@Outcome(
        id = {"taken, 0", "refused, 0"},
        expect = Expect.ACCEPTABLE,
        desc = "The limit held, and all is free again.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both had what there was, or something is left.")
@State
public class GroupOfTwoThreads {

    private static final FrameAllocator MEMORY = FrameAllocator.create();
    private static final int BYTES = 1 << 10;

    private static final TagGroup GROUP = TagGroup.of("group", BYTES);
    private static final Tag TAG = Tag.of("frame").in(GROUP);

    private volatile boolean over;
    private volatile boolean refused;

    @Actor
    public void first() {
        take();
    }

    @Actor
    public void second() {
        take();
    }

    private void take() {
        FrameArena arena = MEMORY.arena();
        try (FrameScope _ = arena.begin(TAG)) {
            arena.bytes(BYTES);
            if (GROUP.used() != BYTES) {
                over = true;
            }
        } catch (LimitExceededException full) {
            refused = true;
        }
    }

    @Arbiter
    public void look(LL_Result result) {
        result.r1 = over ? "over" : (refused ? "refused" : "taken");
        result.r2 = GROUP.used();
    }
}
