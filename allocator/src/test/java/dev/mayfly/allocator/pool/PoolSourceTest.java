package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.FailingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSourceTest {

    private final CountingSource system = new CountingSource(MemorySource.ofNative());

    @Test
    void aPoolTakesItsMemoryFromItsSourceAndGivesItBack() {
        try (BlockPool pool = BlockPool.create(system)) {
            pool.take(64).segment().fill((byte) 1);
            assertThat(system.bytesOut()).isPositive();
            long slabs = system.piecesOut();
            pool.take(100_000).segment().fill((byte) 2);
            assertThat(system.piecesOut()).isEqualTo(slabs + 1);
        }
        assertThat(system.piecesOut()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 100_000})
    void aRequestThatFailsIsClearAndTheNextOneWorks(long bytes) {
        FailingSource source = FailingSource.decliningAt(1, system);
        try (BlockPool pool = BlockPool.create(source)) {
            assertThatThrownBy(() -> pool.take(bytes))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContaining("request 1 was made to fail");
            source.mend();
            pool.take(bytes).segment().fill((byte) 1);
        }
        assertThat(system.piecesOut()).isZero();
    }

    @Test
    void theSourceIsAskedForTheLargestSizeAndForNoMore() {
        try (BlockPool pool = BlockPool.create(FailingSource.decliningAt(1, system))) {
            assertThatThrownBy(() -> pool.take((1L << 40) + 1))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("use 0 to 1099511627776");
            assertThatThrownBy(() -> pool.take(1L << 40))
                    .isInstanceOf(OutOfNativeMemoryException.class);
        }
    }

    @Test
    void aPoolOverTheHeapSaysThatItCannotBeAligned() {
        try (BlockPool pool = BlockPool.create(MemorySource.ofHeap())) {
            assertThatThrownBy(() -> pool.take(64))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContainingAll("heap arrays", "aligned to 8 bytes");
        }
    }
}
