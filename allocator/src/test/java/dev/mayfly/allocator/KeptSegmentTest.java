package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.lateuse.HeapViews;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What asSegment() gave, used after the end of what it shows. */
class KeptSegmentTest extends ArenaFixture {

    private static final String OPENING = "--add-opens=java.base/jdk.internal.foreign=ALL-UNNAMED";

    private static final List<Function<FrameArena, MemorySegment>> SEGMENTS =
            List.of(
                    from -> from.floats(20).asSegment(),
                    from -> from.doubles(20).asSegment(),
                    from -> from.ints(20).asSegment(),
                    from -> from.longs(20).asSegment(),
                    from -> from.shorts(20).asSegment(),
                    from -> from.bytes(20).asSegment(),
                    from -> filled(from.floatList(16)).asSegment(),
                    from -> oneIn(from.doubleList(16)).asSegment(),
                    from -> oneIn(from.intList(16)).asSegment(),
                    from -> oneIn(from.longList(16)).asSegment(),
                    from -> oneIn(from.shortList(16)).asSegment(),
                    from -> oneIn(from.byteList(16)).asSegment());

    private static FloatList filled(FloatList list) {
        while (list.length() < 16) {
            list.add(1);
        }
        return list;
    }

    private static DoubleList oneIn(DoubleList list) {
        list.add(1);
        return list;
    }

    private static IntList oneIn(IntList list) {
        list.add(1);
        return list;
    }

    private static LongList oneIn(LongList list) {
        list.add(1);
        return list;
    }

    private static ShortList oneIn(ShortList list) {
        list.add((short) 1);
        return list;
    }

    private static ByteList oneIn(ByteList list) {
        list.add((byte) 1);
        return list;
    }

    private static void fromCheckedOn() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        assertThat(HeapViews.exist()).as("a JVM with " + OPENING).isTrue();
    }

    private static void assertEnded(MemorySegment late) {
        assertThat(late.scope().isAlive()).isFalse();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> late.get(ValueLayout.JAVA_BYTE, 0));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> late.asSlice(0, 1).set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> late.copyFrom(MemorySegment.ofArray(new byte[1])));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> late.mismatch(MemorySegment.ofArray(new byte[1])));
    }

    @Test
    void oneOfEachTypeThrowsAfterItsScope() {
        fromCheckedOn();
        for (Function<FrameArena, MemorySegment> taking : SEGMENTS) {
            MemorySegment late;
            try (FrameScope _ = arena.begin()) {
                try (FrameScope _ = arena.scope()) {
                    late = taking.apply(arena);
                    late.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
                }
                assertEnded(late);
            }
            arena.begin().close();
            assertEnded(late);
        }
    }

    @Test
    void insideItsScopeItDoesWhatAPlainOneDoes() {
        try (FrameScope _ = arena.begin()) {
            Bytes bytes = arena.bytes(20);
            MemorySegment segment = bytes.asSegment();
            assertThat(segment.byteSize()).isEqualTo(20);
            assertThat(segment.heapBase()).containsSame(bytes.array);
            segment.asByteBuffer().put(3, (byte) 7);
            assertThat(bytes.get(3)).isEqualTo((byte) 7);
            segment.asSlice(4, 2).fill((byte) 8);
            assertThat(bytes.get(5)).isEqualTo((byte) 8);
            assertThat(bytes.get(6)).isZero();
            MemorySegment copy = MemorySegment.ofArray(segment.toArray(ValueLayout.JAVA_BYTE));
            assertThat(segment.mismatch(copy)).isEqualTo(-1);
            assertThat(segment).isEqualTo(bytes.asSegment());
        }
    }

    @Test
    void manyCallsMakeOneLife() {
        fromCheckedOn();
        MemorySegment first;
        try (FrameScope _ = arena.begin()) {
            Floats floats = arena.floats(20);
            first = floats.asSegment();
            for (int i = 0; i < 100; i++) {
                assertThat(floats.asSegment().scope()).isEqualTo(first.scope());
            }
            assertThat(arena.floats(20).asSegment().scope()).isNotEqualTo(first.scope());
        }
        assertEnded(first);
    }

    @Test
    void oneOfAListEndsWhenTheListOutgrowsItsStorage() {
        fromCheckedOn();
        try (FrameScope _ = arena.begin()) {
            FloatList list = filled(arena.floatList(16));
            MemorySegment early = list.asSegment();
            for (int room = list.room(); list.room() == room; ) {
                assertThat(early.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(1);
                list.add(2);
            }
            assertEnded(early);
            MemorySegment anew = list.asSegment();
            assertThat(anew.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(1);
        }
    }

    @Test
    void oneThatWasGotBeforeSendingEndsThereAndTheReceiverGetsItsOwn() {
        fromCheckedOn();
        try (FrameScope _ = arena.begin()) {
            Ints ints = arena.ints(20);
            MemorySegment senders = ints.asSegment();
            Parcel<Ints> parcel = arena.send(ints);
            assertEnded(senders);
            MemorySegment late =
                    CompletableFuture.supplyAsync(
                                    () -> {
                                        FrameArena theirs = memory.arena();
                                        try (FrameScope _ = theirs.begin()) {
                                            MemorySegment own = theirs.receive(parcel).asSegment();
                                            own.set(ValueLayout.JAVA_INT, 0, 7);
                                            return own;
                                        }
                                    })
                            .join();
            assertEnded(late);
        }
    }

    @Test
    void oneOfSomethingPromotedLivesUntilThatIsClosed() {
        fromCheckedOn();
        Promotion<Ints> promoted;
        MemorySegment early;
        try (FrameScope _ = arena.begin()) {
            Ints ints = arena.ints(20);
            early = ints.asSegment();
            promoted = arena.promote(ints);
        }
        MemorySegment later = promoted.get().asSegment();
        early.set(ValueLayout.JAVA_INT, 0, 7);
        assertThat(later.get(ValueLayout.JAVA_INT, 0)).isEqualTo(7);
        CompletableFuture.runAsync(promoted::close).join();
        assertEnded(early);
        assertEnded(later);
    }

    @Test
    void oneOfALongLivedColumnEndsWhenThatGrowsAndWhenItsSetIsClosed() {
        fromCheckedOn();
        MemorySegment late;
        try (SoaBuffer set = new SoaBuffer("set")) {
            Floats column = set.floats(0);
            set.ensureRows(4);
            assertThat(Insides.of(set).isExposed()).isFalse();
            MemorySegment early = column.asSegment();
            early.set(ValueLayout.JAVA_FLOAT, 0, 7);
            assertThat(Insides.of(set).isExposed()).isTrue();
            set.ensureRows(5);
            assertEnded(early);
            assertThat(Insides.of(set).isExposed()).isFalse();
            late = column.asSegment();
            assertThat(late.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(7);
        }
        assertEnded(late);
    }

    private static final class Rows extends SoaBuffer {
        final Ints number = ints();
    }

    @Test
    void oneOfAColumnOfRowsEndsWithTheirScopeAndWhenTheyGrow() {
        fromCheckedOn();
        FrameRows<Rows> rows = arena.rows(Rows::new);
        MemorySegment late = null;
        for (int i = 0; i < 3; i++) {
            try (FrameScope _ = arena.begin()) {
                Rows taken = rows.take();
                taken.addRow();
                MemorySegment early = taken.number.asSegment();
                int before = taken.addRows(100_000 << i);
                assertThat(before).isEqualTo(1);
                assertEnded(early);
                late = taken.number.asSegment();
                late.set(ValueLayout.JAVA_INT, 0, 7);
                assertThat(taken.number.get(0)).isEqualTo(7);
            }
            assertEnded(late);
        }
    }

    @Test
    void inStandardItIsAPlainOne() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        MemorySegment late;
        try (FrameScope _ = arena.begin()) {
            late = arena.floats(20).asSegment();
        }
        assertThat(HeapViews.exist()).isFalse();
        assertThat(late.get(ValueLayout.JAVA_FLOAT, 0)).isZero();
    }

    @Test
    void oneThatNativeCodeIsWorkingOnStaysAndItsFrameEndsAllTheSame() throws Exception {
        fromCheckedOn();
        FrameScope tick = arena.begin();
        MemorySegment busy = arena.ints(20).asSegment();
        call(busy, "acquire0");
        assertThatCode(tick::close).doesNotThrowAnyException();
        assertThat(arena.depth()).isZero();
        assertThat(busy.get(ValueLayout.JAVA_INT, 0)).isEqualTo(0xDEAD_BEEF);
        call(busy, "release0");
        try (FrameScope _ = arena.begin()) {
            assertThat(arena.ints(20).array).isNotSameAs(busy.heapBase().orElseThrow());
        }
    }

    /** What the JDK does before and after native code gets the segment. */
    private static void call(MemorySegment segment, String method) throws Exception {
        Method found =
                Class.forName("jdk.internal.foreign.MemorySessionImpl").getDeclaredMethod(method);
        found.setAccessible(true);
        found.invoke(segment.scope());
    }

    @SameAtEveryLevel
    @Test
    void withoutTheOptionReadersMeetThePatternAndTheOptionIsNamedOnce(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result =
                ChildJvm.run(KeptSegment.class, directory, "-Dmayfly.safety=checked");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("read: deadbeef", "read: deadbeef")
                .containsOnlyOnce(
                        "Run the JVM with -javaagent: and the path of mayfly-allocator's jar to"
                                + " have both thrown at their line");
    }

    @SameAtEveryLevel
    @Test
    void withTheOptionReadersMeetAnExceptionAndNothingIsLogged(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result =
                ChildJvm.run(KeptSegment.class, directory, "-Dmayfly.safety=checked", OPENING);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .containsSubsequence("read: Already closed", "read: Already closed")
                .doesNotContain("-javaagent");
    }

    @SameAtEveryLevel
    @Test
    void inStandardNothingIsLogged(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(KeptSegment.class, directory);
        assertThat(result.output()).contains("read: 0").doesNotContain("-javaagent");
    }
}
