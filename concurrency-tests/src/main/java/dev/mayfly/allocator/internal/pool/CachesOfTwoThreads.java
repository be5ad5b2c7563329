package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two threads get a cache each; both search without a lock while the other's is added. */
@JCStressTest
@Outcome(id = "own, own, two", expect = Expect.ACCEPTABLE, desc = "Each finds its own.")
@Outcome(
        id = "own, own, inherited",
        expect = Expect.ACCEPTABLE,
        desc = "One thread had ended, as jcstress' do while it sizes the test.")
@Outcome(expect = Expect.FORBIDDEN, desc = "One finds none, or another's.")
@State
public class CachesOfTwoThreads {

    private static final class Cache extends ThreadCache {}

    private final ThreadCaches<Cache> caches = new ThreadCaches<>(Cache::new);
    private @Nullable Cache first;
    private @Nullable Cache second;
    private @Nullable Thread firstThread;
    private @Nullable Thread secondThread;

    @Actor
    public void claimFirst(LLL_Result result) {
        Cache mine = caches.claim();
        first = mine;
        firstThread = Thread.currentThread();
        result.r1 = found(mine);
    }

    @Actor
    public void claimSecond(LLL_Result result) {
        Cache mine = caches.claim();
        second = mine;
        secondThread = Thread.currentThread();
        result.r2 = found(mine);
    }

    @SuppressWarnings("ReferenceEquality") // identity is the point
    private String found(Cache mine) {
        return caches.find() == mine ? "own" : "other";
    }

    @Arbiter
    @SuppressWarnings("ReferenceEquality") // identity is the point
    public void compare(LLL_Result result) {
        result.r3 = first != second ? "two" : live(firstThread, secondThread) ? "one" : "inherited";
    }

    private static boolean live(@Nullable Thread one, @Nullable Thread other) {
        return one != null && one.isAlive() && other != null && other.isAlive();
    }
}
