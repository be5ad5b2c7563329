package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.ForeignObjectException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.pool.ObjectLedger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

class ObjectPoolTest {

    private static final class Thing {
        private int value;
        private final AtomicBoolean inUse = new AtomicBoolean();

        private void clear() {
            value = 0;
        }
    }

    private final AtomicInteger made = new AtomicInteger();

    private ObjectPool.Builder<Thing> things() {
        return ObjectPool.of(
                        () -> {
                            made.incrementAndGet();
                            return new Thing();
                        })
                .reset(Thing::clear);
    }

    @Test
    void aReturnedObjectIsResetAndUsedAgain() {
        ObjectPool<Thing> pool = things().build();
        Thing thing = pool.take();
        thing.value = 7;
        pool.give(thing);
        assertThat(thing.value).isZero();
        assertThat(pool.take()).isSameAs(thing);
        assertThat(pool.take()).isNotSameAs(thing);
        assertThat(made).hasValue(2);
    }

    @Test
    void whatAFullPoolDropsIsHandedToTheHookAfterItsReset() throws Exception {
        List<Thing> dropped = new ArrayList<>();
        ObjectPool<Thing> pool =
                things().bound(4)
                        .onDrop(
                                thing -> {
                                    assertThat(thing.value).isZero();
                                    dropped.add(thing);
                                })
                        .build();
        List<Thing> all = take(pool, 10);
        all.forEach(thing -> thing.value = 1);
        all.forEach(pool::give);
        assertThat(dropped).hasSize(6).doesNotHaveDuplicates();
        assertThat(take(pool, 4)).doesNotContainAnyElementsOf(dropped);
        Thread virtual = Thread.ofVirtual().start(() -> take(pool, 5).forEach(pool::give));
        virtual.join();
        assertThat(dropped).hasSizeGreaterThan(6);
    }

    @Test
    void whatTheHookThrowsPassesThrough() {
        ObjectPool<Thing> pool =
                things().bound(1)
                        .onDrop(
                                _ -> {
                                    throw new IllegalStateException("cannot be closed");
                                })
                        .build();
        Thing kept = pool.take();
        Thing dropped = pool.take();
        pool.give(kept);
        assertThatThrownBy(() -> pool.give(dropped))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot be closed");
        assertThat(pool.take()).isSameAs(kept);
    }

    @Test
    void aPoolThatIsFilledBeforehandMakesNoneUntilItIsEmpty() {
        ObjectPool<Thing> pool = things().bound(1_000).prefill(1_000).build();
        assertThat(made).hasValue(1_000);
        assertThat(take(pool, 1_000)).hasSize(1_000);
        assertThat(made).hasValue(1_000);
        pool.take();
        assertThat(made).hasValue(1_001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 1_023, 5_000})
    void noMoreThanTheBoundStayInThePool(int bound) throws Exception {
        ObjectPool<Thing> pool = things().bound(bound).build();
        List<Thing> all = take(pool, 6_000);
        Threads.onAnother(
                () -> {
                    all.subList(0, 2_000).forEach(pool::give);
                    return null;
                });
        Threads.onVirtual(
                () -> {
                    all.subList(2_000, 3_000).forEach(pool::give);
                    return null;
                });
        all.subList(3_000, 6_000).forEach(pool::give);
        made.set(0);
        Set<Thing> again = identitySet();
        again.addAll(take(pool, 6_000));
        assertThat(again).hasSize(6_000);
        // Another thread may keep its part of the bound while it lives; these are dead.
        assertThat(6_000 - made.get()).isLessThanOrEqualTo(bound);
        assertThat(6_000 - made.get()).isGreaterThanOrEqualTo((bound + 1) / 2);
    }

    @Test
    void objectsTravelBetweenThreads() throws Exception {
        ObjectPool<Thing> pool = things().build();
        for (int round = 0; round < 20; round++) {
            List<Thing> taken = take(pool, 500);
            Threads.onAnother(
                    () -> {
                        taken.forEach(pool::give);
                        return null;
                    });
        }
        assertThat(made.get()).isLessThan(2_500);
    }

    @Test
    void whatADeadThreadHadAtHandServesOthers() throws Exception {
        ObjectPool<Thing> pool = things().build();
        pool.give(pool.take());
        Threads.onAnother(
                () -> {
                    take(pool, 400).forEach(pool::give);
                    return null;
                });
        made.set(0);
        take(pool, 401);
        assertThat(made.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void anObjectThatIsNeverReturnedIsLeftToTheGarbageCollector() {
        ObjectPool<Thing> pool = things().bound(64).prefill(64).build();
        List<WeakReference<Thing>> lost = new ArrayList<>();
        for (int i = 0; i < 40; i++) { // some at hand, some from the depot
            lost.add(new WeakReference<>(pool.take()));
        }
        for (int i = 0; i < 50 && lost.stream().anyMatch(each -> each.get() != null); i++) {
            System.gc();
        }
        assertThat(lost).allSatisfy(each -> assertThat(each.get()).isNull());
        assertThat(pool.take()).isNotNull();
    }

    @Test
    void whatWasMovedBetweenThreadAndDepotIsNotKeptAliveThere() throws Exception {
        ObjectPool<Thing> pool = things().bound(64).build(); // 32 at hand
        List<WeakReference<Thing>> lost = new ArrayList<>();
        take(pool, 33).forEach(pool::give); // 16 go to the depot
        for (int i = 0; i < 17; i++) {
            lost.add(new WeakReference<>(pool.take()));
        }
        Threads.onVirtual(() -> lost.addAll(takeWeakly(pool, 16)));
        assertThat(made).hasValue(33);
        for (int i = 0; i < 50 && lost.stream().anyMatch(each -> each.get() != null); i++) {
            System.gc();
        }
        assertThat(lost).hasSize(33).allSatisfy(each -> assertThat(each.get()).isNull());
        pool.give(pool.take());
    }

    private static List<WeakReference<Thing>> takeWeakly(ObjectPool<Thing> pool, int count) {
        return take(pool, count).stream().map(WeakReference::new).toList();
    }

    @Test
    void aThreadThatComesToAFullPoolDoesNotRaiseTheBound() throws Exception {
        ObjectPool<Thing> pool = things().bound(64).build();
        List<Thing> all = Threads.onVirtual(() -> take(pool, 128));
        Threads.onVirtual(
                () -> {
                    all.subList(0, 64).forEach(pool::give);
                    return null;
                });
        all.subList(64, 128).forEach(pool::give);
        made.set(0);
        take(pool, 128);
        assertThat(made).hasValue(64);
    }

    @Test
    void theHeirOfADeadThreadHasItsObjects() throws Exception {
        ObjectPool<Thing> pool = things().build();
        Threads.onAnother(
                () -> {
                    take(pool, 100).forEach(pool::give);
                    return null;
                });
        take(pool, 100);
        assertThat(made).hasValue(100);
    }

    @Test
    void virtualThreadsThatLiveOnKeepNothingOfTheirOwn() throws Exception {
        ObjectPool<Thing> pool = things().bound(1_000).prefill(1_000).build();
        CountDownLatch done = new CountDownLatch(200);
        CountDownLatch end = new CountDownLatch(1);
        List<Thing> taken = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(Thread.startVirtualThread(() -> taken.add(taken(pool, done, end))));
        }
        while (done.getCount() > 100) {
            Thread.onSpinWait();
        }
        List<Thing> rest = take(pool, 900);
        assertThat(made).as("each has taken one").hasValue(1_000);
        for (Thing thing : rest.subList(0, 100)) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                pool.give(thing);
                                done.countDown();
                                awaitQuietly(end);
                            }));
        }
        done.await();
        take(pool, 100);
        assertThat(made).as("each has given one back").hasValue(1_000);
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasSize(100).doesNotHaveDuplicates();
    }

    private static Thing taken(ObjectPool<Thing> pool, CountDownLatch done, CountDownLatch end) {
        Thing thing = pool.take();
        done.countDown();
        awaitQuietly(end);
        return thing;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noTwoThreadsHaveTheSameObject() throws Exception {
        ObjectPool<Thing> pool = things().bound(64).build();
        AtomicInteger clashes = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread.Builder kind = t == 3 ? Thread.ofVirtual() : Thread.ofPlatform();
            threads.add(kind.start(() -> takeAndGive(pool, clashes)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(clashes).hasValue(0);
    }

    private static void takeAndGive(ObjectPool<Thing> pool, AtomicInteger clashes) {
        List<Thing> held = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Thing thing = pool.take();
            if (!thing.inUse.compareAndSet(false, true)) {
                clashes.incrementAndGet();
            }
            held.add(thing);
            if (held.size() > i % 40) {
                for (Thing each : held) {
                    each.inUse.set(false);
                    pool.give(each);
                }
                held.clear();
            }
        }
    }

    @Test
    void anObjectWhoseResetFailsIsNotUsedAgain() {
        ObjectPool<Thing> pool =
                ObjectPool.of(Thing::new)
                        .reset(
                                thing -> {
                                    if (thing.value == 13) {
                                        throw new IllegalStateException("13");
                                    }
                                })
                        .build();
        Thing bad = pool.take();
        bad.value = 13;
        assertThatThrownBy(() -> pool.give(bad)).isInstanceOf(IllegalStateException.class);
        assertThat(pool.take()).isNotSameAs(bad);
    }

    @Test
    void aMakerThatFailsLeavesThePoolUsable() {
        AtomicBoolean fails = new AtomicBoolean(true);
        ObjectPool<Thing> pool =
                ObjectPool.of(
                                () -> {
                                    if (fails.get()) {
                                        throw new IllegalStateException("none");
                                    }
                                    return new Thing();
                                })
                        .build();
        assertThatThrownBy(pool::take).isInstanceOf(IllegalStateException.class);
        fails.set(false);
        assertThat(pool.take()).isNotNull();
    }

    @Test
    void checkedRefusesASecondReturn() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        ObjectPool<Thing> pool = things().build();
        Thing thing = pool.take();
        pool.give(thing);
        assertThatThrownBy(() -> pool.give(thing))
                .isInstanceOf(ReturnedTwiceException.class)
                .hasMessageContaining(Thing.class.getName())
                .hasMessageContaining(
                        SafetyLevel.current() == SafetyLevel.PARANOID
                                ? "ObjectPoolTest.java:"
                                : "Return each object once");
        assertThat(pool.take()).isSameAs(thing);
        assertThat(pool.take()).isNotSameAs(thing);
    }

    @Test
    void checkedRefusesAForeignObject() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        ObjectPool<Thing> pool = things().build();
        assertThatThrownBy(() -> pool.give(new Thing()))
                .isInstanceOf(ForeignObjectException.class)
                .hasMessageContaining("never handed it out");
        Thing other = things().build().take();
        assertThatThrownBy(() -> pool.give(other)).isInstanceOf(ForeignObjectException.class);
    }

    @Test
    void checkedForgetsObjectsThatAreGone() {
        ObjectLedger ledger = new ObjectLedger();
        for (int i = 0; i < 100; i++) {
            ledger.noteTake(new Thing());
        }
        Thing kept = new Thing();
        ledger.noteTake(kept);
        for (int i = 0; i < 50 && ledger.objects() > 1; i++) {
            System.gc();
            ledger.noteTake(kept);
        }
        assertThat(ledger.objects()).isEqualTo(1);
        ledger.noteReturn(kept);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> things().bound(0)).isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> things().prefill(-1)).isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> things().bound(4).prefill(5).build())
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("5 objects and bound to 4");
    }

    private static List<Thing> take(ObjectPool<Thing> pool, int count) {
        List<Thing> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(pool.take());
        }
        return taken;
    }

    private static Set<Thing> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
