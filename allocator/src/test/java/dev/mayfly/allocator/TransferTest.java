package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

class TransferTest extends ArenaFixture {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aBufferMovesToAnotherThreadsFrameWithoutACopy() {
        try (FrameScope tick = arena.begin()) {
            Floats floats = arena.floats(100);
            floats.set(99, 7);
            float[] array = floats.array;
            Parcel<Floats> parcel = arena.send(floats);

            float[] theirArray =
                    CompletableFuture.supplyAsync(
                                    () -> {
                                        FrameArena theirs = memory.arena();
                                        try (FrameScope frame = theirs.begin()) {
                                            Floats received = theirs.receive(parcel);
                                            received.add(99, 1);
                                            assertThat(received.length()).isEqualTo(100);
                                            assertThat(received.get(99)).isEqualTo(8);
                                            return received.array;
                                        }
                                    })
                            .join();
            assertThat(theirArray).isSameAs(array);
        }
    }

    @Test
    void anObjectListMovesToAnotherThreadsFrameWithoutACopyAndIsLetGoOfThere() {
        Object element = new Object();
        try (FrameScope tick = arena.begin()) {
            ObjectList<Object> list = arena.objectList(4);
            for (int i = 0; i < 100; i++) {
                list.add(element);
            }
            Object[] array = list.array;
            Parcel<ObjectList<Object>> parcel = arena.send(list);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> list.get(0));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> list.add(element));
            CompletableFuture.runAsync(
                            () -> {
                                FrameArena theirs = memory.arena();
                                ObjectList<Object> received;
                                try (FrameScope frame = theirs.begin()) {
                                    received = theirs.receive(parcel);
                                    assertThat(received.array).isSameAs(array);
                                    assertThat(received.length()).isEqualTo(100);
                                    assertThat(received.get(99)).isSameAs(element);
                                    received.add(element);
                                }
                                assertThatExceptionOfType(ExpiredException.class)
                                        .isThrownBy(() -> received.get(0));
                            })
                    .join();
            assertThat(array).as("after the receiver's frame").containsOnlyNulls();
        }
    }

    @Test
    void theSendersUseAfterwardsIsCaught() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(10);
            Parcel<Ints> parcel = arena.send(ints);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> ints.get(0));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> ints.set(0, 1));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(ints::length);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> arena.send(ints));
            parcel.discard();
        }
    }

    @Test
    void whatIsReceivedLivesUntilTheEndOfTheReceiversScope() {
        try (Scratch scratch = memory.scratch("receiver");
                FrameScope tick = arena.begin()) {
            FrameArena receiver = scratch.arena();
            IntList sent = arena.intList(4);
            for (int i = 0; i < 100; i++) {
                sent.add(i);
            }
            Parcel<IntList> parcel = arena.send(sent);
            IntList received;
            try (FrameScope scope = receiver.scope()) {
                received = receiver.receive(parcel);
                received.add(100);
                assertThat(received.length()).isEqualTo(101);
                assertThat(received.get(57)).isEqualTo(57);
                assertThat(receiver.used()).isGreaterThanOrEqualTo(101 * 4);
            }
            assertThat(receiver.used()).isZero();
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> received.get(0));
        }
    }

    @Test
    void aParcelIsReceivedOnce() {
        try (FrameScope tick = arena.begin()) {
            Parcel<Ints> parcel = arena.send(arena.ints(3));
            arena.receive(parcel);
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(() -> arena.receive(parcel))
                    .withMessageContaining("received or discarded before");
        }
    }

    @Test
    void aParcelThatTheReceiverHasNoRoomForCanBeReceivedLater() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(1_000);
            ints.set(999, 5);
            Parcel<Ints> parcel = arena.send(ints);
            try (FrameScope scope = arena.scope(Tag.of("small", 100))) {
                assertThatExceptionOfType(LimitExceededException.class)
                        .isThrownBy(() -> arena.receive(parcel))
                        .withMessageContaining("small");
            }
            assertThat(arena.receive(parcel).get(999)).isEqualTo(5);
        }
    }

    @Test
    void sendingAndReceivingNeedAFrameAndAThingOfIt() {
        Parcel<Ints> parcel;
        Ints ended;
        try (FrameScope tick = arena.begin()) {
            parcel = arena.send(arena.ints(3));
            ended = arena.ints(40);
        }
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(() -> arena.receive(parcel));
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(() -> arena.send(ended));
        try (Scratch other = memory.scratch("other");
                FrameScope tick = arena.begin()) {
            Ints foreign = other.arena().ints(3);
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> arena.send(foreign))
                    .withMessageContaining("was to be sent");
            assertThat(foreign.get(0)).isZero();
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> arena.send(ended));
        }
        parcel.discard();
    }

    @Test
    void aParcelOutlivesTheFrameThatItWasSentFrom() {
        Parcel<Ints> parcel;
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(3);
            ints.set(0, 11);
            parcel = arena.send(ints);
        }
        for (int i = 0; i < 3; i++) {
            try (FrameScope tick = arena.begin()) {
                arena.ints(3).fill(-1);
            }
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.receive(parcel).get(0)).isEqualTo(11);
        }
    }

    @Test
    void aParcelThatNobodyReceivesIsListedAndReportedWhenTheAllocatorCloses() {
        FrameAllocator leaking = FrameAllocator.create();
        FrameArena frame = leaking.arena();
        Parcel<Floats> lost;
        try (FrameScope tick = frame.begin()) {
            Parcel<Ints> first = frame.send(frame.ints(3));
            lost = frame.send(frame.floats(100));
            Parcel<Bytes> third = frame.send(frame.bytes(7));
            assertThat(leaking.unreceived()).containsExactly(first, lost, third);
            frame.receive(third);
            assertThat(leaking.unreceived()).containsExactly(first, lost);
            frame.receive(first);
            frame.promote(frame.longs(5));
        }
        assertThat(leaking.unreceived()).containsExactly(lost);
        String owner = "the arena of thread '" + Thread.currentThread().getName() + "'";

        assertThatExceptionOfType(LeakedException.class)
                .isThrownBy(leaking::close)
                .withMessageContaining("there are leaks. 1 promoted things were not: Longs of")
                .withMessageContaining("Close what promote() returned. 1 parcels were not")
                .withMessageContaining(
                        "1 parcels were not received: parcel with Floats of length 100 (512 bytes),"
                                + " sent by "
                                + owner)
                .withMessageContaining("Receive or discard what was sent");
        assertThat(leaking.isClosed()).isTrue();
    }

    @Test
    void inParanoidAParcelSaysWhereItWasSent() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        try (FrameScope tick = arena.begin()) {
            Parcel<Ints> parcel = arena.send(arena.ints(3));
            assertThat(parcel.toString()).contains("TransferTest.java:");
            parcel.discard();
        }
    }

    @Test
    void aDiscardedParcelIsNoLeakAndLeavesItsStorageAndCannotBeReceived() {
        try (FrameScope tick = arena.begin()) {
            Parcel<Floats> parcel = arena.send(arena.floats(100));
            float[] array = parcel.content.array;
            CompletableFuture.runAsync(parcel::discard).join();
            assertThat(memory.unreceived()).isEmpty();
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(() -> arena.receive(parcel))
                    .withMessageContaining("received or discarded before");
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(parcel::discard)
                    .withMessageContaining("received or discarded before");
            assertThat(memory.spareBytes())
                    .isEqualTo(SafetyLevel.current() == SafetyLevel.PARANOID ? 0 : 512);
            if (SafetyLevel.current() != SafetyLevel.PARANOID) {
                assertThat(arena.floats(100).array).as("used again").isSameAs(array);
            }
        }
    }

    @Test
    void aDiscardedListLetsItsElementsGo() {
        try (FrameScope tick = arena.begin()) {
            ObjectList<Object> list = arena.objectList(4);
            list.add(new Object());
            Parcel<ObjectList<Object>> parcel = arena.send(list);
            Object[] array = parcel.content.array;
            assertThat(array[0]).isNotNull();
            parcel.discard();
            assertThat(array).containsOnlyNulls();
        }
    }

    @Test
    void aParcelIsClaimedByOneOfTwoThreads() throws Exception {
        for (int i = 0; i < 200; i++) {
            Parcel<Ints> parcel;
            try (FrameScope tick = arena.begin()) {
                parcel = arena.send(arena.ints(3));
            }
            CompletableFuture<Boolean> discarded =
                    CompletableFuture.supplyAsync(() -> succeeds(parcel::discard));
            boolean received;
            try (FrameScope tick = arena.begin()) {
                received = succeeds(() -> arena.receive(parcel));
            }
            assertThat(received).isNotEqualTo(discarded.get());
            assertThat(memory.unreceived()).isEmpty();
        }
    }

    private static boolean succeeds(Runnable claim) {
        try {
            claim.run();
            return true;
        } catch (ExpiredException late) {
            return false;
        }
    }

    /** One frame of a producer and one of a consumer, in step, a thousand times. */
    @Test
    void aSteadyProducerAndConsumerNeitherHoardNorMakeArrays() throws Exception {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        BlockingQueue<Parcel<Floats>> queue = new ArrayBlockingQueue<>(10);
        try (Scratch scratch = memory.scratch("consumer")) {
            FrameArena consumer = scratch.arena();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 300; round++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int frame = 0; frame < 100; frame++) {
                    try (FrameScope tick = arena.begin()) {
                        for (int i = 0; i < 10; i++) {
                            Floats floats = arena.uninitializedFloats(200);
                            floats.set(0, i);
                            if (round < 5) {
                                arrays.add(floats.array);
                            }
                            queue.add(arena.send(floats));
                        }
                    }
                    try (FrameScope tick = consumer.scope()) {
                        for (int i = 0; i < 10; i++) {
                            if (consumer.receive(queue.take()).get(0) != i) {
                                throw new AssertionError("another's contents");
                            }
                        }
                    }
                }
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes in 100 frames of each").isZero();
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(30);
        assertThat(memory.unreceived()).isEmpty();
    }
}
