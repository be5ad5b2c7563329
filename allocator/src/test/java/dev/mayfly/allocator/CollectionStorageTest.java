package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What collections do with their storage: references, segments, growth, transfer, batches. */
class CollectionStorageTest extends ArenaFixture {

    private static final String DEAD = "an object that a frame must not keep";

    @Test
    void aListHoldsNoObjectAfterItsScope() {
        Object[] storage;
        try (FrameScope tick = arena.begin()) {
            try (FrameScope inner = arena.scope()) {
                ObjectList<Object> list = arena.objectList(0);
                for (int i = 0; i < 100; i++) {
                    list.add(DEAD);
                }
                list.removeLast();
                list.removeAt(3);
                list.removeSwap(3);
                storage = list.array;
                assertThat(storage).contains(DEAD);
            }
            assertThat(storage).containsOnlyNulls();
        }
    }

    @Test
    void aMapHoldsNoObjectAfterItsScope() {
        Object[] storage;
        try (FrameScope tick = arena.begin()) {
            IntObjectMap<Object> map = arena.intObjectMap(0);
            for (int i = 0; i < 100; i++) {
                map.put(i, DEAD);
            }
            map.remove(50);
            storage = map.values;
        }
        assertThat(storage).containsOnlyNulls();
    }

    @Test
    void whatIsPromotedKeepsItsObjectsUntilItIsClosed() {
        Promotion<ObjectList<Object>> promoted;
        Object[] storage;
        try (FrameScope tick = arena.begin()) {
            ObjectList<Object> list = arena.objectList(0);
            list.add(DEAD);
            promoted = arena.promote(list);
            storage = list.array;
        }
        assertThat(promoted.get().get(0)).isEqualTo(DEAD);
        promoted.close();
        assertThat(storage).containsOnlyNulls();
    }

    @Test
    void aSegmentShowsTheElementsAndNoMore() {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(100);
            list.add(3);
            list.add(4);
            MemorySegment segment = list.asSegment();
            assertThat(segment.byteSize()).isEqualTo(8);
            assertThat(segment.getAtIndex(ValueLayout.JAVA_INT, 1)).isEqualTo(4);
            segment.setAtIndex(ValueLayout.JAVA_INT, 0, 7);
            assertThat(list.get(0)).isEqualTo(7);
            Floats floats = arena.floats(5);
            floats.asSegment().setAtIndex(ValueLayout.JAVA_FLOAT, 4, 2.5f);
            assertThat(floats.get(4)).isEqualTo(2.5f);
            assertThat(floats.asSegment().byteSize()).isEqualTo(20);
            assertThat(arena.doubles(0).asSegment().byteSize()).isZero();
        }
    }

    @Test
    void storageOfASegmentHasNoNextUserInChecked() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        MemorySegment ofInts;
        MemorySegment ofList;
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(20);
            ints.fill(1);
            ofInts = ints.asSegment();
            IntList list = arena.intList(20);
            list.add(1);
            ofList = list.asSegment();
        }
        assertThat(firstOf(ofInts)).isEqualTo(0xDEAD_BEEF);
        assertThat(firstOf(ofList)).isEqualTo(0xDEAD_BEEF);
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.ints(20).array).isNotSameAs(ofInts.heapBase().orElseThrow());
            assertThat(arena.intList(20).array).isNotSameAs(ofList.heapBase().orElseThrow());
        }
    }

    @Test
    void storageOfASegmentThatWasSentHasNoNextUserInChecked() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.CHECKED);
        MemorySegment segment;
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(20);
            list.add(1);
            segment = list.asSegment();
            Parcel<IntList> parcel = arena.send(list);
            assertThat(arena.receive(parcel).get(0)).isEqualTo(1);
        }
        assertThat(firstOf(segment)).isEqualTo(0xDEAD_BEEF);
    }

    /** Read from the array, also where the segment has ended. */
    private static int firstOf(MemorySegment segment) {
        return ((int[]) segment.heapBase().orElseThrow())[0];
    }

    @Test
    void storageWithoutASegmentIsUsedAgain() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.CHECKED);
        int[] first;
        try (FrameScope tick = arena.begin()) {
            first = arena.intList(20).array;
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.intList(20).array).isSameAs(first);
        }
    }

    @Test
    void whatMeetsALimitStaysAsItWas() {
        assertLimited(
                IntIntMap.ENTRY_BYTES,
                a -> {
                    IntIntMap map = a.intIntMap(0);
                    fill(16, i -> map.put(i, -i));
                    assertThatThrownBy(() -> map.put(16, 0))
                            .isInstanceOf(LimitExceededException.class);
                    assertThatThrownBy(() -> map.addTo(16, 1))
                            .isInstanceOf(LimitExceededException.class);
                    assertThat(map.length()).isEqualTo(16);
                    assertThat(map.put(15, 7)).isFalse();
                    assertThat(map.getOrDefault(15, 0)).isEqualTo(7);
                    assertThat(map.getOrDefault(16, 9)).isEqualTo(9);
                });
        assertLimited(
                Integer.BYTES,
                a -> {
                    IntQueue queue = a.intQueue(0);
                    fill(16, queue::addLast);
                    assertThatThrownBy(() -> queue.addFirst(1))
                            .isInstanceOf(LimitExceededException.class);
                    assertThat(queue.removeFirst()).isZero();
                    assertThat(queue.length()).isEqualTo(15);
                });
        assertLimited(
                Long.BYTES,
                a -> {
                    FrameBits bits = a.bits(0);
                    fill(1024, bits::set);
                    assertThatThrownBy(() -> bits.set(1024))
                            .isInstanceOf(LimitExceededException.class);
                    assertThat(bits.cardinality()).isEqualTo(1024);
                    assertThat(bits.length()).isEqualTo(1024);
                });
        assertLimited(
                Integer.BYTES,
                a -> {
                    IntList list = a.intList(0);
                    int[] many = new int[100];
                    assertThatThrownBy(() -> list.addAll(many, 0, 100))
                            .isInstanceOf(LimitExceededException.class);
                    fill(16, list::add);
                    assertThatThrownBy(() -> list.insert(0, 1))
                            .isInstanceOf(LimitExceededException.class);
                    assertThat(list.length()).isEqualTo(16);
                    assertThat(list.get(0)).isZero();
                });
    }

    private void assertLimited(int elementBytes, Consumer<FrameArena> use) {
        try (FrameScope tick = arena.begin(Tag.of("tight", 16L * elementBytes))) {
            use.accept(arena);
            assertThat(arena.used()).isEqualTo(16L * elementBytes);
        }
    }

    private static void fill(int count, IntConsumer each) {
        for (int i = 0; i < count; i++) {
            each.accept(i);
        }
    }

    @Test
    void manyElementsAreChargedAsTheyWouldBeOneByOne() {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(0);
            list.addAll(new int[100], 0, 100);
            assertThat(arena.used()).isEqualTo(128 * Integer.BYTES);
        }
    }

    @Test
    void whatIsSentArrivesAsItWas() {
        try (FrameScope tick = arena.begin()) {
            IntIntMap map = arena.intIntMap(0);
            IntQueue queue = arena.intQueue(0);
            FrameBits bits = arena.bits(0);
            for (int i = 0; i < 100; i++) {
                map.put(i * 31, i);
                queue.addFirst(i);
                bits.set(i * 3);
            }
            IntIntMap received = arena.receive(arena.send(map));
            IntQueue receivedQueue = arena.receive(arena.send(queue));
            FrameBits receivedBits = arena.receive(arena.send(bits));
            for (int i = 0; i < 100; i++) {
                assertThat(received.getOrDefault(i * 31, -1)).isEqualTo(i);
                assertThat(receivedQueue.get(i)).isEqualTo(99 - i);
                assertThat(receivedBits.nextSetBit(i * 3)).isEqualTo(i * 3);
            }
        }
    }

    @Test
    void whatIsTooLargeForATableIsRefused() {
        try (FrameScope tick = arena.begin()) {
            assertThatThrownBy(() -> arena.intIntMap((1 << 29) + 1))
                    .isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> arena.longIntMap(Integer.MAX_VALUE))
                    .isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> arena.intObjectMap(-1))
                    .isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> arena.intQueue((1 << 30) + 1))
                    .isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> arena.bits(-1)).isInstanceOf(InvalidSizeException.class);
            assertThat(arena.used()).isZero();
        }
    }

    @Test
    void aMapOfReferencesRefusesNull() {
        try (FrameScope tick = arena.begin()) {
            IntObjectMap<String> map = arena.intObjectMap(0);
            map.put(1, "one");
            assertThatThrownBy(() -> map.put(2, null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> map.setValueAt(0, null))
                    .isInstanceOf(NullPointerException.class);
            assertThat(map.length()).isEqualTo(1);
            assertThat(map.get(1)).isEqualTo("one");
            assertThat(map.get(2)).isNull();
        }
    }

    @Test
    void buffersTakenInOneCallAreAsThoseTakenOneByOne() {
        for (int frame = 0; frame < 2; frame++) {
            try (FrameScope tick = arena.begin()) {
                Floats before = arena.floats(20);
                Floats[] many = new Floats[10];
                try (FrameScope inner = arena.scope()) {
                    arena.floats(20, many);
                    assertThat(many).doesNotHaveDuplicates().doesNotContain(before);
                    assertThat(arena.used()).isEqualTo(11 * 32 * Float.BYTES);
                    for (Floats each : many) {
                        assertThat(each.length()).isEqualTo(20);
                        assertThat(each.get(19)).isZero();
                        each.fill(1);
                    }
                    assertThat(arena.floats(20)).isNotIn((Object[]) many);
                }
                for (Floats each : many) {
                    assertThatThrownBy(each::length).isInstanceOf(ExpiredException.class);
                }
                assertThat(before.get(0)).isZero();
                assertThat(arena.used()).isEqualTo(32 * Float.BYTES);
            }
        }
    }

    @Test
    void eachTypeOfBufferIsTakenInOneCall() {
        try (FrameScope tick = arena.begin()) {
            Ints[] ints = new Ints[3];
            Longs[] longs = new Longs[3];
            Doubles[] doubles = new Doubles[3];
            Shorts[] shorts = new Shorts[3];
            Bytes[] bytes = new Bytes[3];
            arena.ints(5, ints);
            arena.longs(5, longs);
            arena.doubles(5, doubles);
            arena.shorts(5, shorts);
            arena.bytes(5, bytes);
            arena.floats(5, new Floats[0]);
            for (int i = 0; i < 3; i++) {
                assertThat(ints[i].get(4)).isZero();
                assertThat(longs[i].get(4)).isZero();
                assertThat(doubles[i].get(4)).isZero();
                assertThat(shorts[i].get(4)).isZero();
                assertThat(bytes[i].get(4)).isZero();
            }
        }
    }

    @Test
    void allBuffersAreTakenOrNone() {
        Floats[] many = new Floats[10];
        assertThatThrownBy(() -> arena.floats(16, many)).isInstanceOf(NoFrameException.class);
        try (FrameScope tick = arena.begin(Tag.of("tight", 9 * 64))) {
            assertThatThrownBy(() -> arena.floats(16, many))
                    .isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(() -> arena.floats(-1, many))
                    .isInstanceOf(InvalidSizeException.class);
            assertThat(arena.used()).isZero();
            assertThat(many).containsOnlyNulls();
        }
    }

    @Test
    void buffersAreCopiedAndSearched() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(6);
            ints.copyFrom(new int[] {9, 5, 3, 1, 9}, 1, 2, 3);
            int[] copy = new int[8];
            ints.copyTo(0, copy, 1, 6);
            assertThat(copy).containsExactly(0, 0, 0, 5, 3, 1, 0, 0);
            ints.sort(2, 5);
            assertThat(ints.binarySearch(2, 5, 3)).isEqualTo(3);
            assertThat(ints.binarySearch(2, 5, 4)).isEqualTo(-5);
            for (Runnable outside :
                    new Runnable[] {
                        () -> ints.copyFrom(copy, 6, 0, 3),
                        () -> ints.copyFrom(copy, 0, 4, 3),
                        () -> ints.copyFrom(copy, 0, 0, -1),
                        () -> ints.copyTo(4, copy, 0, 3),
                        () -> ints.copyTo(0, copy, 6, 3),
                        () -> ints.copyTo(0, copy, -1, 3),
                        () -> ints.sort(2, 7),
                        () -> ints.sort(3, 2),
                        () -> ints.binarySearch(-1, 2, 0)
                    }) {
                assertThatThrownBy(outside::run).isInstanceOf(OutOfBoundsException.class);
            }
            ints.copyTo(0, copy, 1, 6);
            assertThat(copy).containsExactly(0, 0, 0, 1, 3, 5, 0, 0);
        }
    }
}
