package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Rings and scratches with a source of their own that are closed while their memory is in use. */
class OwnSourceKeptTest {

    private static final int MANY = 20;

    private static final class Level extends SoaBuffer {
        final NativeFloats vertex = nativeFloats();

        Level() {
            super("level");
        }
    }

    private final CountingSource own = new CountingSource(MemorySource.ofNative());
    private final FrameAllocator memory = FrameAllocator.create();

    private Promotion<Level> promotedOfARing() {
        try (FrameRing ring = memory.ring("own", 2, ArenaSettings.defaults(), own)) {
            FrameArena arena = ring.begin();
            FrameRows<Level> rows = arena.rows(Level::new);
            Level level = rows.take();
            level.addRows(1_000);
            Promotion<Level> kept = rows.promote(level);
            ring.end();
            return kept;
        }
    }

    private long storesOfRings() {
        return memory.statistics().stores().stream()
                .filter(store -> store.source().equals(own.toString()))
                .count();
    }

    @Test
    void whatTheyHaveIsCountedUntilTheLastPromotionIsClosedAndThenForgotten() {
        List<Promotion<Level>> kept = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            kept.add(promotedOfARing());
        }
        assertThat(own.bytesOut()).isPositive();
        assertThat(memory.nativeBytes()).isEqualTo(own.bytesOut());
        assertThat(storesOfRings()).isEqualTo(MANY);
        kept.forEach(Promotion::close);
        assertThat(own.bytesOut()).isZero();
        assertThat(memory.nativeBytes()).isZero();
        assertThat(storesOfRings()).isZero();
        memory.close();
    }

    @Test
    void closingTheAllocatorGivesBackWhatNobodyClosed() {
        Promotion<Level> kept = promotedOfARing();
        assertThatExceptionOfType(LeakedException.class).isThrownBy(memory::close);
        if (!Safety.CHECKED) { // where the view that is kept keeps it
            assertThat(own.bytesOut()).isZero();
        }
        kept.close();
        assertThat(own.bytesOut()).isZero();
    }

    @Test
    void trimmingLeavesWhatIsInUseAndTheRestGoes() {
        Promotion<Level> kept = promotedOfARing();
        memory.trim();
        kept.get().vertex.set(999, 5);
        assertThat(kept.get().vertex.get(999)).isEqualTo(5);
        kept.close();
        memory.close();
        assertThat(own.bytesOut()).isZero();
    }
}
