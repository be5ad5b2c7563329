package dev.mayfly.allocator.pool;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

import java.util.Objects;

/**
 * Two threads take a block each; the arbiter, on either of them or a third, returns both, so each
 * block was in the magazines of all and went through the depot.
 */
@JCStressTest
@Outcome(id = "two, kept", expect = Expect.ACCEPTABLE, desc = "Each has its own.")
@Outcome(expect = Expect.FORBIDDEN, desc = "They share one, or what one wrote is gone.")
@State
public class BlocksOfTwoThreads {

    private static final BlockPool POOL = BlockPool.create();

    private @Nullable Block first;
    private @Nullable Block second;

    @Actor
    public void takeFirst() {
        first = Blocks.takeAndMark(POOL, 1);
    }

    @Actor
    public void takeSecond() {
        second = Blocks.takeAndMark(POOL, 2);
    }

    @Arbiter
    public void compareAndReturn(LL_Result result) {
        Block one = Objects.requireNonNull(first);
        Block other = Objects.requireNonNull(second);
        result.r1 = Blocks.overlap(one, other) ? "one" : "two";
        result.r2 = Blocks.holds(one, 1) && Blocks.holds(other, 2) ? "kept" : "lost";
        one.close();
        other.close();
    }
}
