package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.mayfly.allocator.error.OutOfBoundsException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** The queue beside {@code ArrayDeque}, and the bit set beside {@code BitSet}. */
class QueueAndBitsModelTest {

    @Property(tries = 200)
    void aQueueIsADeque(@ForAll long seed) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    compareQueues(new Random(seed + frame), arena.intQueue(0));
                }
            }
        }
    }

    private static void compareQueues(Random random, IntQueue queue) {
        ArrayDeque<Integer> model = new ArrayDeque<>();
        for (int step = 0; step < 600; step++) {
            int value = random.nextInt();
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    queue.addLast(value);
                    model.addLast(value);
                }
                case 3 -> {
                    queue.addFirst(value);
                    model.addFirst(value);
                }
                case 4, 5 -> {
                    if (model.isEmpty()) {
                        assertThatThrownBy(queue::removeFirst)
                                .isInstanceOf(OutOfBoundsException.class);
                    } else {
                        assertThat(queue.removeFirst()).isEqualTo(model.removeFirst());
                    }
                }
                case 6 -> {
                    if (model.isEmpty()) {
                        assertThatThrownBy(queue::removeLast)
                                .isInstanceOf(OutOfBoundsException.class);
                    } else {
                        assertThat(queue.removeLast()).isEqualTo(model.removeLast());
                    }
                }
                default -> {
                    if (random.nextInt(60) == 0) {
                        queue.clear();
                        model.clear();
                    }
                }
            }
            assertSame(queue, model);
            if (step % 2 == 0) {
                assertThatThrownBy(() -> queue.get(model.size()))
                        .isInstanceOf(OutOfBoundsException.class);
            }
        }
    }

    private static void assertSame(IntQueue queue, ArrayDeque<Integer> model) {
        assertThat(queue.length()).isEqualTo(model.size());
        assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        int i = 0;
        for (int expected : model) {
            if (queue.get(i) != expected) {
                fail("element %s of %s is %s", i, model, queue.get(i));
            }
            i++;
        }
    }

    @Property(tries = 200)
    void bitsAreABitSet(@ForAll long seed) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    Random random = new Random(seed + frame);
                    compareBits(random, arena.bits(0), arena.bits(100));
                }
            }
        }
    }

    private static void compareBits(Random random, FrameBits bits, FrameBits others) {
        BitSet model = new BitSet();
        BitSet otherModel = new BitSet();
        int range = 1 + random.nextInt(2000);
        for (int step = 0; step < 300; step++) {
            int index = random.nextInt(range);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    bits.set(index);
                    model.set(index);
                }
                case 4, 5 -> {
                    others.set(index);
                    otherModel.set(index);
                }
                case 6 -> {
                    bits.clear(index);
                    model.clear(index);
                }
                case 7 -> {
                    int to = Math.min(range, index + random.nextInt(200));
                    for (int i = index; i < to; i++) {
                        bits.set(i);
                        model.set(i);
                    }
                }
                case 8 -> {
                    bits.or(others);
                    model.or(otherModel);
                }
                case 9 -> {
                    if (random.nextInt(8) == 0) {
                        bits.and(others);
                        model.and(otherModel);
                    }
                }
                case 10 -> {
                    bits.andNot(others);
                    model.andNot(otherModel);
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        bits.clear();
                        model.clear();
                    }
                }
            }
            assertThat(bits.get(index)).isEqualTo(model.get(index));
            assertThat(bits.cardinality()).isEqualTo(model.cardinality());
            assertThat(bits.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(bits.nextSetBit(index)).isEqualTo(model.nextSetBit(index));
            assertThat(bits.nextClearBit(index)).isEqualTo(model.nextClearBit(index));
            assertThat(bits.length()).isGreaterThanOrEqualTo(model.length());
        }
        List<Integer> set = new ArrayList<>();
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            set.add(i);
        }
        assertThat(set).isEqualTo(model.stream().boxed().toList());
    }

    @Example
    void bitsHaveBounds() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope tick = memory.arena().begin()) {
            FrameBits bits = memory.arena().bits(10);
            bits.set(1);
            for (Runnable use :
                    List.<Runnable>of(
                            () -> bits.get(-1),
                            () -> bits.set(-1),
                            () -> bits.set(Integer.MAX_VALUE),
                            () -> bits.clear(-1),
                            () -> bits.nextSetBit(-1),
                            () -> bits.nextClearBit(-1))) {
                assertThatThrownBy(use::run).isInstanceOf(OutOfBoundsException.class);
            }
            assertThat(bits.get(Integer.MAX_VALUE)).isFalse();
            assertThat(bits.nextSetBit(Integer.MAX_VALUE)).isEqualTo(-1);
            assertThat(bits.length()).isEqualTo(2);
        }
    }
}
