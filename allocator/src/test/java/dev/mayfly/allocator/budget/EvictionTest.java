package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.Scratch;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What is asked to make room before a request is refused. */
class EvictionTest extends ArenaFixture {

    private final TagGroup cache = TagGroup.of("cache", 16 << 10);
    private final Tag tag = Tag.of("user").in(cache);
    private final List<Promotion<?>> kept = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private void fill(int bytes) {
        try (FrameScope _ = arena.begin(tag)) {
            kept.add(arena.promote(arena.bytes(bytes)));
        }
    }

    private void evictOldest(TagGroup full, long bytes) {
        asked.add(full.name() + " " + bytes);
        kept.removeFirst().close();
    }

    private void closeAll() {
        kept.forEach(Promotion::close);
        assertThat(cache.used()).isZero();
    }

    @Test
    void theListenerMakesRoomAndTheRequestIsTriedOnceMore() {
        fill(8 << 10);
        fill(4 << 10);
        cache.onFull(this::evictOldest);
        try (FrameScope _ = arena.begin(tag)) {
            assertThat(arena.bytes(8 << 10).length()).isEqualTo(8 << 10);
            assertThat(asked).containsExactly("cache 4096");
            assertThat(arena.allocate(64, 64).byteSize()).isEqualTo(64);
            assertThat(asked).hasSize(1);
            assertThatThrownBy(() -> arena.bytes(16 << 10))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(asked).as("asked once, and not enough").hasSize(2);
            assertThat(kept).isEmpty();
        }
        closeAll();
    }

    @Test
    void whoIsNotAskedIsRefusedAtOnce() {
        cache.onFull(this::evictOldest);
        cache.onFull(null);
        fill(16 << 10);
        try (FrameScope _ = arena.begin(tag)) {
            assertThatThrownBy(() -> arena.bytes(1)).isInstanceOf(LimitExceededException.class);
        }
        closeAll();
    }

    @Test
    void theListenerOfAGroupAroundIsAskedWhereTheFullOneHasNone() {
        TagGroup inner = TagGroup.of("inner", 4 << 10).in(cache);
        cache.onFull(this::evictOldest);
        Tag small = Tag.of("small").in(inner);
        try (FrameScope _ = arena.begin(small)) {
            kept.add(arena.promote(arena.bytes(4 << 10)));
            assertThat(arena.bytes(2 << 10).length()).isEqualTo(2 << 10);
        }
        assertThat(asked).containsExactly("inner 2048");
        closeAll();
    }

    @Test
    void whatAListenerThrowsIsSuppressedIntoTheRefusal() {
        fill(16 << 10);
        cache.onFull(
                (_, _) -> {
                    throw new IllegalStateException("cannot");
                });
        try (FrameScope _ = arena.begin(tag)) {
            LimitExceededException refusal =
                    catchThrowableOfType(LimitExceededException.class, () -> arena.bytes(1));
            assertThat(refusal.getSuppressed())
                    .singleElement()
                    .hasToString("java.lang.IllegalStateException: cannot");
            assertThat(arena.used()).isZero();
            cache.onFull(
                    (_, _) -> {
                        throw new AssertionError("worse");
                    });
            assertThatThrownBy(() -> arena.allocate(1, 1)).isInstanceOf(AssertionError.class);
            closeAll();
            assertThat(arena.bytes(1 << 10).length()).isEqualTo(1 << 10);
        }
    }

    @Test
    void theArenaThatAsksGivesNothingMeanwhileAndIsSoundAfterwards() {
        fill(16 << 10);
        List<Throwable> refused = new ArrayList<>();
        cache.onFull(
                (_, _) -> {
                    refused.add(catchThrowableOfType(Exception.class, () -> arena.bytes(1)));
                    try (FrameScope _ = arena.scope()) {
                        refused.add(
                                catchThrowableOfType(Exception.class, () -> arena.allocate(1, 1)));
                    }
                    kept.removeFirst().close();
                });
        try (FrameScope _ = arena.begin(tag)) {
            assertThat(arena.allocate(100, 4).byteSize()).isEqualTo(100);
            assertThat(arena.used()).isBetween(100L, 400L);
            assertThat(arena.floats(16).length()).isEqualTo(16);
        }
        assertThat(refused).hasSize(2).allMatch(LimitExceededException.class::isInstance);
        closeAll();
    }

    @Test
    void aListenerMayTakeElsewhereAndIsNotAskedFromWithinItself() {
        fill(16 << 10);
        try (Scratch other = memory.scratch("other", ArenaSettings.defaults().withGroup(cache))) {
            cache.onFull(
                    (_, _) -> {
                        asked.add("asked");
                        assertThatThrownBy(() -> other.arena().bytes(1))
                                .isInstanceOf(LimitExceededException.class);
                        kept.removeFirst().close();
                        other.arena().bytes(1 << 10);
                    });
            try (FrameScope _ = arena.begin(tag)) {
                assertThat(arena.bytes(8 << 10).length()).isEqualTo(8 << 10);
            }
            assertThat(asked).hasSize(1);
        }
        closeAll();
    }

    @Test
    void aListenerThatEndsAScopeOfTheArenaIsNamed() {
        fill(16 << 10);
        try (FrameScope _ = arena.begin()) {
            FrameScope inner = arena.scope(tag);
            cache.onFull((_, _) -> inner.close());
            assertThatThrownBy(() -> arena.bytes(1))
                    .isInstanceOf(ScopeOrderException.class)
                    .hasMessageContaining("ended by an eviction listener");
            assertThat(arena.depth()).isEqualTo(1);
            assertThat(arena.bytes(100).length()).isEqualTo(100);
        }
        closeAll();
    }

    @Test
    void aListenerThatEndsAScopeWithSlicesAndOpensAnotherIsNamed() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID); // slices stay there
        fill(8 << 10);
        try (FrameScope _ = arena.begin()) {
            FrameScope inner = arena.scope(tag);
            arena.allocate(100, 1);
            cache.onFull(
                    (_, _) -> {
                        inner.close();
                        kept.removeFirst().close();
                        arena.scope(tag);
                    });
            assertThatThrownBy(() -> arena.bytes(16 << 10)).isInstanceOf(ScopeOrderException.class);
            assertThat(arena.used()).isZero();
            arena.unwind(1);
        }
        closeAll();
    }

    @Test
    void aScopeThatAListenerOpensInPlaceOfAnotherHasItsLimit() {
        fill(16 << 10);
        try (FrameScope _ = arena.begin()) {
            FrameScope inner = arena.scope(tag);
            cache.onFull(
                    (_, _) -> {
                        inner.close();
                        kept.removeFirst().close();
                        arena.scope(Tag.of("smaller", 1 << 10).in(cache));
                    });
            assertThatThrownBy(() -> arena.bytes(2 << 10))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("'smaller' may take 1024 bytes");
            assertThat(arena.bytes(1 << 10).length()).isEqualTo(1 << 10);
            arena.unwind(1);
        }
        closeAll();
    }

    @Test
    void aListenerThatEndsAScopeWithoutSlicesAndOpensAnotherIsNamed() {
        fill(8 << 10);
        try (FrameScope _ = arena.begin()) {
            FrameScope inner = arena.scope(tag);
            arena.floats(16).set(0, 1f);
            cache.onFull(
                    (_, _) -> {
                        inner.close();
                        kept.removeFirst().close();
                        arena.scope(tag);
                    });
            assertThatThrownBy(() -> arena.floats(2 << 10))
                    .isInstanceOf(ScopeOrderException.class)
                    .hasMessageContaining("ended by an eviction listener");
            assertThat(arena.used()).isZero();
            assertThat(arena.floats(2 << 10).length()).isEqualTo(2 << 10);
            arena.unwind(1);
        }
        closeAll();
    }

    @Test
    void columnsAskTooAndStayAsTheyAreWhereNothingHelps() {
        fill(8 << 10);
        try (SoaBuffer columns = new SoaBuffer("Position", cache)) {
            Floats x = columns.floats(1f);
            cache.onFull(this::evictOldest);
            columns.ensureRows(4 << 10);
            assertThat(asked).containsExactly("cache 8192");
            assertThat(cache.used()).isEqualTo(16 << 10);
            cache.onFull(null);
            assertThatThrownBy(() -> columns.ensureRows((4 << 10) + 1))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Position with 16384");
            assertThat(columns.size()).isEqualTo(4 << 10);
            assertThat(x.get((4 << 10) - 1)).isEqualTo(1f);
        }
        closeAll();
    }
}
