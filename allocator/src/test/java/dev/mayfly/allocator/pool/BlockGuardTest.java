package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;

import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.pool.BlockGuard;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Paranoid: writes that Java cannot stop, as native code would make them, and kept segments. */
class BlockGuardTest {

    private final BlockPool pool = BlockPool.create();

    @BeforeEach
    void onlyInParanoid() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(pool.statistics().total().live()).isZero();
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 4_096, 5_001})
    void aWriteBehindABlockIsFoundOnReturn(long size) {
        Block block = pool.take(size);
        writeAt(block.segment().address() + size);
        assertThatThrownBy(block::close)
                .isInstanceOf(CorruptedMemoryException.class)
                .hasMessageContaining("Bytes behind a block of " + size + " bytes")
                .hasMessageContaining("BlockGuardTest.java:");
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 4_096, 5_001})
    void aWriteBeforeABlockIsFoundOnReturn(long size) {
        Block block = pool.take(size);
        writeAt(block.segment().address() - 1);
        assertThatThrownBy(block::close)
                .isInstanceOf(CorruptedMemoryException.class)
                .hasMessageContaining("Bytes before a block of " + size + " bytes");
    }

    @Test
    void aWriteAfterTheReturnIsFoundWhenTheBlockIsToBeUsedAgain() {
        Block block = pool.take(64);
        long stale = block.segment().address();
        block.close();
        writeAt(stale + 5);
        assertThatThrownBy(() -> takeAndReturn(3_000))
                .isInstanceOf(CorruptedMemoryException.class)
                .hasMessageContaining("written to after it was returned")
                .hasMessageContaining("BlockGuardTest.java:");
        takeAndReturn(3_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 5_000})
    void aKeptSegmentIsRefusedAfterTheReturn(long size) {
        Block block = pool.take(size);
        MemorySegment kept = block.segment();
        kept.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        block.close();
        assertThatThrownBy(() -> kept.get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    /** The comparator that {@code qsort} calls returns the block that is being sorted. */
    @ParameterizedTest
    @ValueSource(longs = {64, 5_000})
    @SuppressWarnings("restricted")
    void aBlockThatNativeCodeIsUsingStaysLive(long size) throws Throwable {
        Block block = pool.take(size);
        List<Throwable> refused = new ArrayList<>();
        ToIntBiFunction<MemorySegment, MemorySegment> returning =
                (_, _) -> {
                    refused.add(catchThrowable(block::close));
                    return 0;
                };
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment comparator =
                    linker.upcallStub(
                            MethodHandles.lookup()
                                    .bind(
                                            returning,
                                            "applyAsInt",
                                            methodType(int.class, Object.class, Object.class))
                                    .asType(
                                            methodType(
                                                    int.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class)),
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS),
                            arena);
            linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("qsort"),
                            FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS))
                    .invokeExact(block.segment(), 2L, 8L, comparator);
        }
        assertThat(refused).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
        block.segment().fill((byte) 1);
        block.close();
    }

    @Test
    void aBlockHoldsPoisonWhenItIsTaken() {
        try (Block block = pool.take(16)) {
            for (int i = 0; i < 16; i++) {
                assertThat(block.segment().get(ValueLayout.JAVA_BYTE, i))
                        .isEqualTo(BlockGuard.POISON);
            }
        }
    }

    @Test
    void aReturnedBlockIsHeldBack() {
        Block block = pool.take(64);
        long address = block.segment().address();
        block.close();
        for (int i = 0; i < BlockDepot.HELD_BACK; i++) {
            try (Block next = pool.take(64)) {
                assertThat(next.segment().address()).isNotEqualTo(address);
            }
        }
    }

    @Test
    void soManyAreHeldBackAndTheOneReturnedFirstIsUsedFirst() {
        List<Block> all = take(200);
        List<Long> addresses = all.stream().map(block -> block.segment().address()).toList();
        all.forEach(Block::close);
        List<Block> again = take(1_000);
        List<Long> used = new ArrayList<>();
        for (Block block : again) {
            used.add(block.segment().address());
        }
        used.retainAll(addresses);
        assertThat(used).isEqualTo(addresses.subList(0, 200 - BlockDepot.HELD_BACK));
        again.forEach(Block::close);
    }

    private List<Block> take(int count) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(pool.take(64));
        }
        return blocks;
    }

    @Test
    void aSecondReturnNamesWhereTheBlockWasTaken() {
        Block block = pool.take(64);
        block.close();
        assertThatThrownBy(block::close)
                .isInstanceOf(ReturnedTwiceException.class)
                .hasMessageContaining("It was taken at ")
                .hasMessageContaining("BlockGuardTest.java:");
    }

    private void takeAndReturn(int times) {
        for (int i = 0; i < times; i++) {
            pool.take(64).close();
        }
    }

    @SuppressWarnings("restricted") // what native code does, done from here
    private static void writeAt(long address) {
        MemorySegment byteAt = MemorySegment.ofAddress(address).reinterpret(1);
        byteAt.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
    }
}
