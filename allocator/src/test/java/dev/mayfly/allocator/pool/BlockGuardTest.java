package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ReturnedTwiceException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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
