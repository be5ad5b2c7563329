package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

class SourcesTest {

    @Test
    void aSourceOfOnesOwnServesFramesInAChain() {
        assertThat(Sources.overAChain()).isTrue();
    }

    @Test
    void aSourceOfOnesOwnDeclinesStartsAgainAndNamesWhatIsLeft() {
        try (Arena arena = Arena.ofShared()) {
            SlabSource slab = new SlabSource(arena, 1_000);
            Memory first = MemorySource.take(slab, 100, 8);
            Memory second = MemorySource.take(slab, 100, 64);
            assertThat(second.segment().address() - first.segment().address()).isEqualTo(128);
            assertThatThrownBy(() -> MemorySource.take(slab, 800, 8))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContaining("744 bytes left");
            first.giveBack();
            second.giveBack();
            assertThat(MemorySource.take(slab, 1_000, 8).segment().address())
                    .isEqualTo(first.segment().address());
        }
    }

    @Test
    void whatIsInAFileSurvives(@TempDir Path directory) throws IOException {
        assertThat(Sources.throughAFile(directory.resolve("memory"))).isEqualTo(42);
    }

    @Test
    void anAllocatorKeepsToItsLimit() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Sources.atMost(memory);
            FrameArena frame = memory.arena();
            try (FrameScope _ = frame.begin()) {
                assertThatThrownBy(() -> frame.allocate(300 << 20, 8))
                        .isInstanceOf(OutOfNativeMemoryException.class)
                        .hasMessageContaining("is " + (256 << 20) + " bytes");
            }
        }
    }
}
