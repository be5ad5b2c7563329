package dev.mayfly.allocator.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.CorruptedMemoryException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Paranoid: writes that Java cannot stop, as native code or a GPU would make them. */
class SliceGuardsTest extends ArenaFixture {

    @BeforeEach
    void onlyInParanoid() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
    }

    @Test
    void aWriteBehindASliceIsFoundAtTheEndOfItsScope() {
        FrameScope tick = arena.begin();
        MemorySegment slice = arena.allocate(100, 8);
        writeAt(slice.address() + 100);
        assertThatThrownBy(tick::close)
                .isInstanceOf(CorruptedMemoryException.class)
                .hasMessageContaining("Bytes behind a native slice of 100 bytes were overwritten")
                .hasMessageContaining("SliceGuardsTest.java:")
                .hasMessageContaining("native code");
        aSoundFrameFollows();
    }

    @Test
    void aWriteBeforeASliceIsFoundAtTheEndOfItsInnerScope() {
        try (FrameScope tick = arena.begin()) {
            arena.allocate(10, 1);
            FrameScope inner = arena.scope();
            writeAt(arena.allocate(100, 64).address() - 1);
            assertThatThrownBy(inner::close)
                    .isInstanceOf(CorruptedMemoryException.class)
                    .hasMessageContaining("Bytes before a native slice");
            assertThat(arena.depth()).isEqualTo(1);
        }
        aSoundFrameFollows();
    }

    @Test
    void aWriteAfterTheFrameIsFoundWhenTheMemoryIsToBeUsedAgain() {
        long stale;
        try (FrameScope tick = arena.begin()) {
            stale = arena.allocate(100, 8).address();
        }
        writeAt(stale + 50);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < SliceGuards.FRAMES_HELD + 1; i++) {
                                arena.begin();
                                arena.end();
                            }
                        })
                .isInstanceOf(CorruptedMemoryException.class)
                .hasMessageContaining("written to after its scope had ended")
                .hasMessageContaining("SliceGuardsTest.java:");
        aSoundFrameFollows();
    }

    @Test
    void aWriteAfterALargeSlicesScopeIsFoundToo() {
        arena.begin();
        FrameScope inner = arena.scope();
        long stale = arena.allocate(3 << 20, 8).address();
        inner.close();
        writeAt(stale);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < SliceGuards.FRAMES_HELD + 1; i++) {
                                arena.end();
                                arena.begin();
                            }
                        })
                .isInstanceOf(CorruptedMemoryException.class);
        if (arena.isOpen()) {
            arena.end();
        }
        aSoundFrameFollows();
    }

    @Test
    void slicesHoldPoisonWhenTheyAreTaken() {
        try (FrameScope tick = arena.begin()) {
            MemorySegment slice = arena.allocate(9, 1);
            for (int i = 0; i < 9; i++) {
                assertThat(slice.get(ValueLayout.JAVA_BYTE, i)).isEqualTo(SliceGuards.POISON);
            }
        }
    }

    @Test
    void memoryIsNotUsedAgainWithinTheFramesItIsHeldBack() {
        long first;
        try (FrameScope tick = arena.begin()) {
            try (FrameScope inner = arena.scope()) {
                first = arena.allocate(64, 8).address();
            }
            assertThat(arena.allocate(64, 8).address()).isNotEqualTo(first);
        }
        for (int i = 0; i < SliceGuards.FRAMES_HELD; i++) {
            try (FrameScope tick = arena.begin()) {
                assertThat(arena.allocate(64, 8).address()).isNotEqualTo(first);
            }
        }
    }

    @SuppressWarnings("restricted") // what native code does, done from here
    private static void writeAt(long address) {
        MemorySegment byteAt = MemorySegment.ofAddress(address).reinterpret(1);
        byteAt.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
    }

    private void aSoundFrameFollows() {
        for (int i = 0; i < 5; i++) {
            try (FrameScope tick = arena.begin()) {
                arena.allocate(100, 8).fill((byte) 1);
            }
        }
    }
}
