package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameRing;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.Scratch;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Groups of tags: what scopes, arenas and threads may have together. */
class TagGroupTest extends ArenaFixture {

    private final TagGroup game = TagGroup.of("game", 64 << 10);
    private final TagGroup ai = TagGroup.of("ai", 16 << 10).in(game);
    private final Tag paths = Tag.of("paths", 8 << 10).in(ai);
    private final Tag steering = Tag.of("steering").in(ai);

    private static <T> T onAnotherThread(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                result.complete(action.get());
                            } catch (Throwable failure) {
                                result.completeExceptionally(failure);
                            }
                        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return result.join();
    }

    @Test
    void tagsAndGroupsFormATree() {
        assertThat(paths.group()).isSameAs(ai);
        assertThat(ai.group()).isSameAs(game);
        assertThat(game.group()).isNull();
        assertThat(paths.limit()).isEqualTo(8 << 10);
        assertThat(ai.limit()).isEqualTo(16 << 10);
        assertThat(paths.withSoftLimit(1).group()).isSameAs(ai);
        assertThat(ai.withSoftLimit(1).group()).isSameAs(game);
        assertThat(TagGroup.of("free").remaining()).isEqualTo(Tag.of("x").limit());
        assertThat(ai).hasToString("ai (at most 16384 bytes)");
        assertThatThrownBy(() -> TagGroup.of("x", -1)).isInstanceOf(InvalidSizeException.class);
    }

    @Test
    void aScopeIsChargedToItsGroupAndTheGroupsAroundItUntilItEnds() {
        try (FrameScope _ = arena.begin()) {
            arena.bytes(1 << 10);
            assertThat(game.used()).isZero();
            try (FrameScope _ = arena.scope(paths)) {
                arena.bytes(4 << 10);
                try (FrameScope _ = arena.scope(Tag.of("helper"))) {
                    arena.bytes(2 << 10);
                    assertThat(ai.used()).isBetween(6L << 10, (6L << 10) + (1 << 10));
                    assertThat(game.used()).isGreaterThanOrEqualTo(6 << 10);
                }
            }
            assertThat(ai.used()).isZero();
            assertThat(game.used()).isZero();
            assertThat(ai.peak()).isBetween(6L << 10, 7L << 10);
        }
    }

    @Test
    void theLimitOfAGroupIsForAllItsScopesTogether() {
        try (FrameScope _ = arena.begin(steering)) {
            arena.bytes(8 << 10);
            try (Scratch scratch = memory.scratch("other");
                    FrameScope _ = scratch.arena().scope(paths)) {
                scratch.arena().bytes(4 << 10);
                LimitExceededException failure =
                        catchThrowableOfType(
                                LimitExceededException.class, () -> scratch.arena().bytes(4 << 10));
                assertThat(failure).as("it is the last of 16 KiB").isNull();
                failure =
                        catchThrowableOfType(
                                LimitExceededException.class, () -> arena.bytes(1 << 10));
                assertThat(failure.tag()).isEqualTo("ai");
                assertThat(failure.limit()).isEqualTo(16 << 10);
                assertThat(failure.used()).isEqualTo(16 << 10);
                assertThat(failure.requested()).isEqualTo(1 << 10);
                assertThat(failure)
                        .hasMessageContaining(
                                "Group 'ai' may take 16384 bytes; 16384 are taken and 1024 more")
                        .hasMessageContaining("arena 'other' of thread")
                        .hasMessageContaining("with 8192");
            }
            assertThat(arena.bytes(8 << 10).length()).isEqualTo(8 << 10);
        }
        try (FrameScope _ = arena.begin(steering)) {
            assertThat(arena.bytes(16 << 10).length()).isEqualTo(16 << 10);
        }
    }

    @Test
    void aRefusalNamesTheThreeLargestHolders() {
        TagGroup stock = TagGroup.of("stock", 1_000);
        int[] rows = {100, 300, 0, 200, 50};
        List<SoaBuffer> holders = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            SoaBuffer holder = new SoaBuffer("set " + i, stock);
            holder.bytes((byte) 0);
            holder.ensureRows(rows[i]);
            holders.add(holder);
        }
        assertThatThrownBy(() -> holders.get(2).ensureRows(351))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("set 1 with 300, set 3 with 200, set 0 with 100")
                .hasMessageNotContainingAny("set 4", "set 2 with");
        holders.get(2).ensureRows(350);
        holders.get(1).close();
        holders.get(3).close();
        assertThatThrownBy(() -> holders.get(0).ensureRows(601))
                .hasMessageContaining("set 2 with 350, set 0 with 100, set 4 with 50")
                .hasMessageNotContainingAny("set 1", "set 3");
        holders.get(0).close();
        holders.get(4).close();
        holders.add(new SoaBuffer("nothing", stock));
        assertThatThrownBy(() -> holders.get(2).ensureRows(1_001))
                .hasMessageContaining("set 2")
                .hasMessageNotContaining("nothing");
        holders.forEach(SoaBuffer::close);
    }

    @Test
    void theOuterGroupsLimitHoldsToo() {
        TagGroup physics = TagGroup.of("physics").in(game);
        try (FrameScope _ = arena.begin(Tag.of("collisions").in(physics))) {
            arena.bytes(32 << 10);
            arena.bytes(16 << 10);
            arena.bytes(8 << 10);
            try (FrameScope _ = arena.scope(steering)) {
                assertThat(arena.remaining()).isEqualTo(8 << 10);
                arena.bytes(4 << 10);
                assertThat(arena.remaining()).isEqualTo(4 << 10);
                assertThatThrownBy(() -> arena.bytes(8 << 10))
                        .isInstanceOf(LimitExceededException.class)
                        .hasMessageContaining("Group 'game'");
                assertThat(arena.remaining()).isEqualTo(4 << 10);
                arena.bytes(4 << 10);
                assertThat(arena.remaining()).isZero();
                assertThat(game.remaining()).isZero();
                assertThat(physics.remaining()).isZero();
            }
            assertThat(arena.remaining()).isEqualTo(8 << 10);
        }
    }

    @Test
    void aRequestThatOneGroupRefusesSetsNothingAsideInTheOthers() {
        TagGroup inner = TagGroup.of("inner", 1 << 10).in(TagGroup.of("free"));
        try (FrameScope _ = arena.begin(Tag.of("scope").in(inner))) {
            assertThatThrownBy(() -> arena.bytes(1 << 20))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(inner.group().used()).isZero();
            assertThat(inner.used()).isZero();
        }
        TagGroup free = TagGroup.of("free").in(TagGroup.of("outer", 1 << 10));
        try (FrameScope _ = arena.begin(Tag.of("scope").in(free))) {
            assertThatThrownBy(() -> arena.bytes(1 << 20))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Group 'outer'");
            assertThat(free.group().used()).isZero();
            assertThat(free.used()).isZero();
        }
    }

    @Test
    void oneThreadGetsTheLastByteInWhateverPieces() {
        try (SoaBuffer columns = new SoaBuffer("Position", ai);
                FrameScope _ = arena.begin(steering)) {
            columns.bytes((byte) 0);
            columns.ensureRows(1 << 10);
            for (int i = 0; i < 240; i++) {
                arena.bytes(64);
            }
            assertThat(arena.remaining()).isZero();
            assertThatThrownBy(() -> arena.bytes(1)).isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void aFrameSetsAsideAnEighthOfTheLimitAtMost() {
        try (FrameScope _ = arena.begin(steering)) {
            arena.bytes(64);
            assertThat(ai.used()).isEqualTo(2 << 10);
            assertThat(game.used()).isEqualTo(8 << 10);
            arena.bytes(2 << 10);
            assertThat(ai.used()).isEqualTo(4 << 10);
        }
    }

    @Test
    void whoIsClosedIsNoLongerListed() {
        for (int i = 0; i < 3; i++) {
            Promotion<?> buffer;
            Promotion<?> slice;
            try (Scratch scratch = memory.scratch("search");
                    FrameScope _ = scratch.arena().scope(paths);
                    SoaBuffer columns = new SoaBuffer("Position", ai)) {
                buffer = scratch.arena().promote(scratch.arena().bytes(100));
                slice = scratch.arena().promote(scratch.arena().allocate(100, 1));
                MemorySegment large = scratch.arena().allocate(4 << 10, 1);
                scratch.arena().bytes(2 << 10);
                columns.bytes((byte) 0);
                columns.ensureRows(8 << 10);
                assertThatThrownBy(() -> scratch.arena().promote(large))
                        .isInstanceOf(LimitExceededException.class);
                assertThat(TagTerms.holders(ai)).isEqualTo(4);
            }
            buffer.close();
            slice.close();
            assertThat(TagTerms.holders(ai)).isZero();
            assertThat(TagTerms.holders(game)).isZero();
        }
    }

    @Test
    void remainingRespectsTheGroups() {
        try (FrameScope _ = arena.begin(steering)) {
            assertThat(arena.remaining()).isEqualTo(16 << 10);
            arena.allocate(1_000, 1);
            long left = arena.remaining();
            assertThat(left).isLessThanOrEqualTo((16 << 10) - 1_000);
            try (FrameScope _ = arena.scope(paths)) {
                assertThat(arena.remaining()).isEqualTo(8 << 10);
            }
            if (!Safety.PARANOID) {
                arena.allocate(left, 1);
                assertThat(arena.remaining()).isZero();
            }
        }
    }

    @Test
    void twoThreadsShareOneLimit() {
        try (FrameScope _ = arena.begin(steering)) {
            arena.bytes(8 << 10);
            long other =
                    onAnotherThread(
                            () -> {
                                FrameArena theirs = memory.arena();
                                try (FrameScope _ = theirs.begin(steering)) {
                                    long left = theirs.remaining();
                                    theirs.bytes(4 << 10);
                                    return left;
                                }
                            });
            assertThat(other).isEqualTo(8 << 10);
            assertThat(arena.remaining()).isEqualTo(8 << 10);
        }
    }

    @Test
    void whatAThreadHadThatDiedInAFrameIsFreeWhenItsArenaServesAnother() {
        onAnotherThread(
                () -> {
                    memory.arena().begin(steering);
                    return memory.arena().bytes(16 << 10);
                });
        assertThat(ai.remaining()).isZero();
        onAnotherThread(memory::arena);
        assertThat(ai.used()).isZero();
    }

    @Test
    void allFramesOfAnAllocatorAreChargedToTheGroupOfItsSettings() {
        ArenaSettings settings = ArenaSettings.defaults().withGroup(game);
        try (FrameAllocator grouped = FrameAllocator.create(settings)) {
            FrameArena frame = grouped.arena();
            for (int i = 0; i < 3; i++) {
                try (FrameScope _ = frame.begin()) {
                    assertThat(frame.remaining()).isEqualTo(64 << 10);
                    frame.bytes(32 << 10);
                    assertThat(game.used()).isGreaterThanOrEqualTo(32 << 10);
                    try (FrameScope _ = frame.scope(steering)) {
                        frame.bytes(8 << 10);
                        assertThat(ai.used()).isGreaterThanOrEqualTo(8 << 10);
                    }
                    assertThatThrownBy(() -> frame.bytes(64 << 10))
                            .isInstanceOf(LimitExceededException.class)
                            .hasMessageContaining("Group 'game'");
                }
                assertThat(game.used()).isZero();
            }
        }
    }

    @Test
    void theFramesThatARingKeepsStayCharged() {
        try (FrameRing ring = memory.ring("kept", 2, ArenaSettings.defaults().withGroup(game))) {
            ring.begin().bytes(16 << 10);
            ring.end();
            assertThat(game.used()).isGreaterThanOrEqualTo(16 << 10);
            ring.begin().bytes(16 << 10);
            assertThat(game.used()).isGreaterThanOrEqualTo(32 << 10);
            ring.end();
        }
        assertThat(game.used()).isZero();
    }

    @Test
    void aScratchIsChargedUntilItIsResetOrClosed() {
        try (Scratch scratch = memory.scratch("search", ArenaSettings.defaults().withGroup(ai))) {
            scratch.arena().bytes(16 << 10);
            assertThatThrownBy(() -> scratch.arena().bytes(1))
                    .isInstanceOf(LimitExceededException.class);
            scratch.reset();
            scratch.arena().bytes(16 << 10);
        }
        assertThat(ai.used()).isZero();
    }

    @Test
    void marksAndListsOfOuterScopesKeepTheBooks() {
        try (FrameScope _ = arena.begin(steering)) {
            IntList list = arena.intList(16);
            try (FrameScope _ = arena.scope(paths)) {
                long mark = arena.mark();
                for (int i = 0; i < 1_024; i++) {
                    list.add(i);
                }
                arena.bytes(1 << 10);
                arena.rewind(mark);
                // What the list has grown by counts in the limit of the scope it grew in.
                assertThat(arena.remaining()).isEqualTo((8 << 10) - (1_024 - 16) * 4);
            }
            assertThat(arena.used()).isEqualTo(4 << 10);
            assertThat(arena.remaining()).isEqualTo(12 << 10);
        }
        assertThat(ai.used()).isZero();
    }

    @Test
    void aGroupsSoftLimitIsToldOfOnceAFrame() {
        List<String> told = new ArrayList<>();
        memory.onSoftLimit((_, tag, used) -> told.add(tag.name() + " " + (used >= 4 << 10)));
        TagGroup soft = TagGroup.of("soft").withSoftLimit(2 << 10).in(game);
        Tag tag = Tag.of("some").in(soft);
        for (int frame = 0; frame < 2; frame++) {
            try (FrameScope _ = arena.begin()) {
                for (int i = 0; i < 3; i++) {
                    try (FrameScope _ = arena.scope(tag)) {
                        arena.bytes(4 << 10);
                    }
                }
            }
        }
        assertThat(told).containsExactly("soft true", "soft true");
        try (FrameScope _ = arena.begin(tag)) {
            arena.bytes(16);
        }
        assertThat(told).as("what is set aside from habit alone").hasSize(2);
    }

    @Test
    void steadyFramesSetAsideWhatTheyUse() {
        try (FrameScope _ = arena.begin(steering)) {
            arena.bytes(8 << 10);
            arena.bytes(4 << 10);
        }
        for (int i = 0; i < 40; i++) {
            try (FrameScope _ = arena.begin(steering)) {
                if (i > 20) {
                    assertThat(ai.used()).as("from the beginning").isEqualTo(4 << 10);
                }
                arena.bytes(4 << 10);
                if (i > 20) {
                    assertThat(ai.used()).isEqualTo(4 << 10);
                }
            }
        }
    }

    @Test
    void steadyFramesSetAsideWhatTheirInnerScopesUse() {
        for (int i = 0; i < 40; i++) {
            try (FrameScope _ = arena.begin(steering)) {
                if (i > 20) {
                    assertThat(ai.used()).isEqualTo(12 << 10);
                }
                for (int j = 0; j < 2; j++) {
                    try (FrameScope _ = arena.scope()) {
                        arena.bytes(8 << 10);
                        arena.bytes(4 << 10);
                    }
                }
            }
        }
    }
}
