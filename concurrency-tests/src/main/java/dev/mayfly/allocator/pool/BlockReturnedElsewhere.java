package dev.mayfly.allocator.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Each thread returns a block that a third one took, and takes another: what is returned without a
 * lock on a thread that did not take it must reach one taker alone.
 */
@JCStressTest
@Outcome(id = "two, kept", expect = Expect.ACCEPTABLE, desc = "Each has its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "They share one, or what one wrote is gone.")
@State
public class BlockReturnedElsewhere {

    private static final BlockPool POOL = BlockPool.create();

    private Block first = Blocks.takeAndMark(POOL, 0);
    private Block second = Blocks.takeAndMark(POOL, 0);

    @Actor
    public void exchangeFirst() {
        first.close();
        first = Blocks.takeAndMark(POOL, 1);
    }

    @Actor
    public void exchangeSecond() {
        second.close();
        second = Blocks.takeAndMark(POOL, 2);
    }

    @Arbiter
    public void compareAndReturn(LL_Result result) {
        result.r1 = Blocks.overlap(first, second) ? "one" : "two";
        result.r2 = Blocks.holds(first, 1) && Blocks.holds(second, 2) ? "kept" : "lost";
        first.close();
        second.close();
    }
}
