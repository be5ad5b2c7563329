package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.error.ExpiredException;
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
    void theSendersUseAfterwardsIsCaught() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(10);
            arena.send(ints);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> ints.get(0));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> ints.set(0, 1));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(ints::length);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> arena.send(ints));
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
                    .withMessageContaining("received before");
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
        assertThat(memory.promoted()).isEmpty();
    }
}
