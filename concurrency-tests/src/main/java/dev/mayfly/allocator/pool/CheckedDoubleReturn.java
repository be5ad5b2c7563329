package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.ReturnedTwiceException;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two threads return the same block at the same time: from checked on, one of them is refused. The
 * level is read once per JVM, and jcstress gives each test JVMs of its own.
 */
@JCStressTest
@Outcome(id = "returned, refused", expect = Expect.ACCEPTABLE, desc = "The first was first.")
@Outcome(id = "refused, returned", expect = Expect.ACCEPTABLE, desc = "The second was first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both were accepted, or both refused.")
@State
public class CheckedDoubleReturn {

    static {
        System.setProperty("mayfly.safety", "checked"); // before anything reads it
        if (SafetyLevel.current() != SafetyLevel.CHECKED) {
            throw new AssertionError(SafetyLevel.current() + " was read before this test was");
        }
    }

    private static final BlockPool POOL = BlockPool.create();

    private final Block block = POOL.take(Blocks.BYTES);

    @Actor
    public void returnFirst(LL_Result result) {
        result.r1 = close();
    }

    @Actor
    public void returnSecond(LL_Result result) {
        result.r2 = close();
    }

    private String close() {
        try {
            block.close();
            return "returned";
        } catch (ReturnedTwiceException refused) {
            return "refused";
        }
    }
}
