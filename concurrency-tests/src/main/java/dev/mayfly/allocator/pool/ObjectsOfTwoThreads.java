package dev.mayfly.allocator.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Each thread returns an object that a third one took, and takes another. The bound is small, so
 * that objects are exchanged and dropped all the time.
 */
@JCStressTest
@Outcome(id = "two, reset", expect = Expect.ACCEPTABLE, desc = "Each has its own, reset.")
@Outcome(expect = Expect.FORBIDDEN, desc = "They share one, or one was not reset.")
@State
public class ObjectsOfTwoThreads {

    /** What is pooled. */
    private static final class Thing {
        private int value;
    }

    private static final ObjectPool<Thing> POOL =
            ObjectPool.of(Thing::new).reset(thing -> thing.value = 0).bound(64).build();

    private Thing first = POOL.take();
    private Thing second = POOL.take();

    @Actor
    public void exchangeFirst(LL_Result result) {
        first.value = 1;
        POOL.give(first);
        first = POOL.take();
        result.r2 = first.value == 0 ? "reset" : "used";
    }

    @Actor
    public void exchangeSecond() {
        second.value = 2;
        POOL.give(second);
        second = POOL.take();
    }

    @Arbiter
    @SuppressWarnings("ReferenceEquality") // identity is the point
    public void compareAndReturn(LL_Result result) {
        result.r1 = first == second ? "one" : "two";
        POOL.give(first);
        POOL.give(second);
    }
}
