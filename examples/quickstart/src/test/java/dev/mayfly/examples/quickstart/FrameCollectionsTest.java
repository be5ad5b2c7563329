package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;

import org.junit.jupiter.api.Test;

class FrameCollectionsTest {

    @Test
    void theCollectionsOfTheGuideDoTheirTasks() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena frame = memory.arena();
            try (FrameScope _ = frame.begin()) {
                assertThat(FrameCollections.median(frame, new int[] {9, 1, 5, 3, 7})).isEqualTo(5);
                assertThat(FrameCollections.mostInACell(frame, new int[] {4, 2, 4, 4, 2}))
                        .isEqualTo(3);
                boolean[] walls = {
                    false, true, false,
                    false, true, false,
                    false, true, false
                };
                assertThat(FrameCollections.reachable(frame, walls, 3, 0)).isEqualTo(3);
                assertThat(FrameCollections.name(frame, 7)).isEqualTo("Ada");
                assertThat(FrameCollections.name(frame, 8)).isEqualTo("nobody");
                assertThat(FrameCollections.shortest(frame, "Grace", "Ada", "Joe"))
                        .isEqualTo("Ada");
                assertThat(FrameCollections.label(frame, 80, -1.005)).isEqualTo("hp 80, x -1.00");
            }
        }
    }
}
