package dev.mayfly.allocator.pool;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * One thread takes a block and publishes it; the other returns it as soon as it sees it. The return
 * must be accepted, and the content seen.
 */
@JCStressTest
@Outcome(id = "nothing yet", expect = Expect.ACCEPTABLE, desc = "Not published yet.")
@Outcome(id = "content", expect = Expect.ACCEPTABLE, desc = "Seen whole, and returned.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Seen half, or refused.")
@State
public class BlockHandedOver {

    private static final BlockPool POOL = BlockPool.create();

    private volatile @Nullable Block published;
    private boolean returned;

    @Actor
    public void take() {
        published = Blocks.takeAndMark(POOL, 42);
    }

    @Actor
    public void giveBack(L_Result result) {
        Block block = published;
        if (block == null) {
            result.r1 = "nothing yet";
            return;
        }
        result.r1 = Blocks.holds(block, 42) ? "content" : "something else";
        block.close();
        returned = true;
    }

    @Arbiter
    public void giveBackTheRest(L_Result result) {
        Block block = published;
        if (block != null && !returned) {
            block.close();
        }
    }
}
