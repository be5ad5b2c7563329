package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;

import org.junit.jupiter.api.Test;

class TagLimitTest extends ArenaFixture {

    @Test
    void aScopeMayTakeUpToTheLimitOfItsTagAndNoMore() {
        Tag path = Tag.of("path", 1024);
        try (FrameScope tick = arena.begin()) {
            arena.longs(1_000);
            try (FrameScope scope = arena.scope(path)) {
                Floats all = arena.floats(256);
                LimitExceededException failure =
                        catchThrowableOfType(LimitExceededException.class, () -> arena.bytes(1));
                assertThat(failure.tag()).isEqualTo("path");
                assertThat(failure.limit()).isEqualTo(1024);
                assertThat(failure.used()).isEqualTo(1024);
                assertThat(failure.requested()).isEqualTo(16);
                assertThat(failure)
                        .hasMessageContaining(
                                "A scope of tag 'path' may take 1024 bytes; 1024 are taken and 16"
                                        + " more were asked for (Bytes of 1).")
                        .hasMessageContaining("Largest users: 'path' with 1024.");
                all.set(255, 1f);
                assertThat(all.get(255)).isEqualTo(1f);
                assertThat(scope.used()).isEqualTo(1024);
            }
            assertThat(arena.floats(1_000).length()).isEqualTo(1_000);
            try (FrameScope scope = arena.scope(path)) {
                assertThat(arena.floats(256).length()).isEqualTo(256);
            }
        }
    }

    @Test
    void whatAListOfAnOuterScopeGrowsByCountsInTheLimitOfTheOneItGrowsIn() {
        Tag path = Tag.of("path", 4096);
        try (FrameScope tick = arena.begin()) {
            IntList found = arena.intList(16);
            try (FrameScope scope = arena.scope(path)) {
                arena.bytes(1024);
                LimitExceededException failure =
                        catchThrowableOfType(
                                LimitExceededException.class,
                                () -> {
                                    for (int i = 0; i < 10_000; i++) {
                                        found.add(i);
                                    }
                                });
                // By 2,048 to 512 elements; 2,048 more would make 4,032 + 1,024 in all.
                assertThat(failure.tag()).isEqualTo("path");
                assertThat(failure.limit()).isEqualTo(4096);
                assertThat(failure.used()).isEqualTo(1024 + (512 - 16) * 4);
                assertThat(failure.requested()).isEqualTo(2048);
                assertThat(found.length()).isEqualTo(512);
                assertThat(scope.used()).isEqualTo(1024);
            }
            try (FrameScope scope = arena.scope(path)) {
                found.add(1);
                assertThat(found.length()).isEqualTo(513);
            }
        }
    }

    @Test
    void theMessageNamesTheOpenScopesThatHoldMostEachWithoutThoseInsideIt() {
        try (FrameScope tick = arena.begin(Tag.of("whole", 4_096))) {
            arena.floats(128);
            try (FrameScope most = arena.scope(Tag.of("most"))) {
                arena.floats(512);
                try (FrameScope least = arena.scope(Tag.of("least"))) {
                    arena.floats(64);
                    assertThatThrownBy(() -> arena.floats(512))
                            .isInstanceOf(LimitExceededException.class)
                            .hasMessageContaining("A scope of tag 'whole' may take 4096 bytes")
                            .hasMessageContaining(
                                    "Largest users: 'most' with 2048, 'whole' with 512, 'least'"
                                            + " with 256.");
                }
            }
        }
    }

    @Test
    void nativeSlicesCountAgainstTheLimit() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameScope tick = arena.begin(Tag.of("upload", 1_000))) {
            arena.allocate(600, 1);
            arena.ints(50);
            assertThatThrownBy(() -> arena.allocate(145, 1))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("'upload'")
                    .hasMessageContaining("(a native slice)")
                    .hasMessageContaining("Raise the limit, take less");
            assertThat(arena.allocate(144, 1).byteSize()).isEqualTo(144);
            assertThat(arena.used()).isEqualTo(1_000);
            assertThatThrownBy(() -> arena.allocate(1, 1))
                    .isInstanceOf(LimitExceededException.class);
            assertThatThrownBy(() -> arena.allocate(3 << 20, 1))
                    .isInstanceOf(LimitExceededException.class);
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.allocate(10_000, 1).byteSize()).isEqualTo(10_000);
        }
    }

    @Test
    void theMessageNamesWhatSetsTheLimitAndWhatWasAskedFor() {
        Tag tag =
                Tag.of("level", 1_000)
                        .limitedBy("the budget in the level's file")
                        .withSoftLimit(900)
                        .in(TagGroup.of("game", 3_000));
        try (FrameScope _ = arena.begin(tag)) {
            IntList list = arena.intList(16);
            list.addAll(new int[16], 0, 16);
            assertThatThrownBy(() -> list.addAll(new int[500], 0, 500))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("(IntList of 1024)")
                    .hasMessageContaining("Raise the budget in the level's file, take less");
        }
        try (FrameScope _ = arena.begin(Tag.of("free").in(TagGroup.of("small", 1_000)))) {
            assertThatThrownBy(() -> arena.floats(1_000))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Group 'small' may take 1000 bytes")
                    .hasMessageContaining("(Floats of 1000)")
                    .hasMessageContaining("Raise the group's limit");
        }
        try (FrameAllocator small = FrameAllocator.create(ArenaSettings.defaults().withLimit(100));
                FrameScope _ = small.arena().begin()) {
            assertThatThrownBy(() -> small.arena().longs(100))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Raise the limit of its ArenaSettings");
        }
    }

    @Test
    void theOuterLimitHoldsInsideAnInnerScope() {
        try (FrameScope tick = arena.begin(Tag.of("outer", 512))) {
            try (FrameScope scope = arena.scope(Tag.of("inner", 4096))) {
                arena.floats(64);
                assertThatThrownBy(() -> arena.floats(128))
                        .isInstanceOf(LimitExceededException.class)
                        .hasMessageContaining("'outer'");
            }
            assertThat(arena.floats(128).length()).isEqualTo(128);
        }
    }

    @Test
    void aLimitEndsWithItsScope() {
        for (int i = 0; i < 3; i++) {
            try (FrameScope tick = arena.begin()) {
                arena.allocate(10, 1);
                try (FrameScope scope = arena.scope(Tag.of("tight", 0))) {
                    assertThatThrownBy(() -> arena.allocate(1, 1))
                            .isInstanceOf(LimitExceededException.class);
                    assertThatThrownBy(() -> arena.floats(1))
                            .isInstanceOf(LimitExceededException.class);
                }
                assertThat(arena.allocate(1_000, 1).byteSize()).isEqualTo(1_000);
            }
        }
    }

    @Test
    void bytesAreAttributedToTheTagsOfClosedScopes() {
        Tag search = Tag.of("search");
        Tag step = Tag.of("step");
        for (int i = 0; i < 3; i++) {
            try (FrameScope tick = arena.begin()) {
                try (FrameScope outer = arena.scope(search)) {
                    arena.floats(16);
                    try (FrameScope inner = arena.scope(step)) {
                        arena.longs(16);
                    }
                }
            }
        }
        assertThat(arena.attributed(step)).isEqualTo(3 * 128);
        assertThat(arena.attributed(search)).isEqualTo(3 * 64);
        assertThat(arena.attributed(Tag.of("never used"))).isZero();
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> Tag.of("x", -1))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("'x'");
        assertThat(Tag.of("x", Long.MAX_VALUE).limit()).isEqualTo(Tag.of("y").limit());
    }
}
