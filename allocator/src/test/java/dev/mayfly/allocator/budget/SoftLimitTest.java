package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SoftLimitTest {

    private final FrameAllocator memory = FrameAllocator.create();
    private final FrameArena arena = memory.arena();
    private final List<String> told = new ArrayList<>();
    private final Tag path = Tag.of("path").withSoftLimit(1_024);

    @BeforeEach
    void listen() {
        memory.onSoftLimit((_, tag, used) -> told.add(tag.name() + " " + used));
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void aScopeMayPassItsSoftLimitAndThatIsToldWhenItEnds() {
        try (FrameScope _ = arena.begin()) {
            try (FrameScope _ = arena.scope(path)) {
                assertThat(arena.floats(512).length()).isEqualTo(512);
                assertThat(told).isEmpty();
            }
            assertThat(told).containsExactly("path 2048");
        }
    }

    @Test
    void aScopeAtItsSoftLimitIsNotToldOf() {
        try (FrameScope _ = arena.begin(path)) {
            arena.floats(256);
            assertThat(arena.used()).isEqualTo(1_024);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void eachTagIsToldOfOnceAFrame() {
        Tag other = Tag.of("other").withSoftLimit(0);
        for (int frame = 0; frame < 2; frame++) {
            try (FrameScope _ = arena.begin()) {
                for (int i = 0; i < 5; i++) {
                    try (FrameScope _ = arena.scope(path)) {
                        arena.floats(512);
                        try (FrameScope _ = arena.scope(other)) {
                            arena.bytes(16);
                        }
                    }
                }
            }
        }
        assertThat(told).filteredOn(each -> each.startsWith("path")).hasSize(2);
        assertThat(told).filteredOn(each -> each.equals("other 16")).hasSize(2);
    }

    @Test
    void whatInnerScopesAndMarksHaveGivenBackBeforeTheEndCounts() {
        try (FrameScope _ = arena.begin(path)) {
            try (FrameScope _ = arena.scope()) {
                arena.floats(512);
            }
            assertThat(told).containsExactly("path 2048");
        }
        assertThat(told).hasSize(1);
        try (FrameScope _ = arena.begin(path)) {
            long mark = arena.mark();
            arena.floats(512);
            arena.rewind(mark);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void aListenerThatThrowsReachesTheCloserAndLeavesTheArenaAtRest() {
        memory.onSoftLimit(
                (_, tag, _) -> {
                    throw new IllegalStateException(tag.name());
                });
        Tag around = Tag.of("around").withSoftLimit(1);
        assertThatThrownBy(
                        () -> {
                            try (FrameScope _ = arena.begin(around)) {
                                arena.scope(path);
                                arena.floats(512);
                                arena.unwind(1);
                            }
                        })
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(arena.isOpen()).isFalse();
        assertThat(arena.used()).isZero();
        try (FrameScope _ = arena.begin()) {
            assertThat(arena.floats(512).length()).isEqualTo(512);
        }
    }

    @Test
    void ofAFrameWhoseThreadHasDiedNobodyIsTold() throws InterruptedException {
        FrameArena[] left = {null};
        Thread dying =
                new Thread(
                        () -> {
                            left[0] = memory.arena();
                            left[0].begin(path);
                            left[0].promote(left[0].floats(512));
                        });
        dying.start();
        dying.join();
        Thread next =
                new Thread(
                        () -> {
                            memory.arena().begin().close();
                            memory.arena().begin(path);
                            memory.arena().floats(512);
                            memory.arena().end();
                        });
        next.start();
        next.join();
        memory.promoted().forEach(Promotion::close);
        assertThat(told).containsExactly("path 2048");
    }

    @Test
    void remainingIsWhatTheNearestLimitLeaves() {
        assertThat(arena.remaining()).isZero();
        try (FrameScope _ = arena.begin(Tag.of("outer", 4_096))) {
            assertThat(arena.remaining()).isEqualTo(4_096);
            arena.floats(256);
            try (FrameScope _ = arena.scope(Tag.of("wide", 1 << 20))) {
                assertThat(arena.remaining()).isEqualTo(3_072);
            }
            try (FrameScope _ = arena.scope(Tag.of("narrow", 1_024))) {
                assertThat(arena.remaining()).isEqualTo(1_024);
                arena.bytes((int) arena.remaining());
                assertThat(arena.remaining()).isZero();
            }
            assertThat(arena.remaining()).isEqualTo(3_072);
        }
    }

    @Test
    void aSoftLimitIsZeroOrMore() {
        assertThatThrownBy(() -> path.withSoftLimit(-1))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessage("Tag 'path' was given a soft limit of -1 bytes; use 0 or more.");
    }
}
