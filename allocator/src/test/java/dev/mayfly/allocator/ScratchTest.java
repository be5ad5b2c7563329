package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;

class ScratchTest extends ArenaFixture {

    @Test
    void whatIsTakenLivesAcrossFramesUntilTheReset() {
        try (Scratch scratch = memory.scratch("path search")) {
            IntList list = scratch.arena().intList(4);
            for (int frame = 0; frame < 10; frame++) {
                try (FrameScope tick = arena.begin()) {
                    arena.ints(10);
                    list.add(frame);
                }
            }
            assertThat(list.length()).isEqualTo(10);

            scratch.reset();

            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(() -> list.get(0))
                    .withMessageContaining("path search");
            assertThat(scratch.arena().used()).isZero();
            scratch.arena().ints(1);
        }
    }

    @Test
    void aResetWithAnOpenScopeIsDoneAndSaysSo() {
        try (Scratch scratch = memory.scratch("scratch")) {
            scratch.arena().scope(Tag.of("left open"));
            Ints taken = scratch.arena().ints(1);
            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(scratch::reset)
                    .withMessageContaining("left open");
            assertThat(scratch.arena().depth()).isEqualTo(1);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> taken.get(0));
        }
    }

    @Test
    void closingGivesTheMemoryBackAndEndsTheScratch() {
        Scratch scratch = memory.scratch("scratch");
        scratch.arena().allocate(40 << 20, 64);
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(40 << 20);
        scratch.close();
        scratch.close();
        assertThat(memory.nativeBytes()).isLessThan(40 << 20);
        assertThatExceptionOfType(AllocatorClosedException.class)
                .isThrownBy(scratch::reset)
                .withMessageContaining("'scratch' was used after it was closed");
        assertThatExceptionOfType(AllocatorClosedException.class)
                .isThrownBy(() -> scratch.arena().ints(1));
    }

    @Test
    void belongsToTheThreadThatMadeIt() {
        try (Scratch scratch = memory.scratch("scratch")) {
            assertThat(
                            CompletableFuture.supplyAsync(
                                            () -> {
                                                try {
                                                    scratch.close();
                                                    return "closed";
                                                } catch (ForeignThreadException refused) {
                                                    return "refused";
                                                }
                                            })
                                    .join())
                    .isEqualTo("refused");
            scratch.arena().ints(1);
        }
    }

    @Test
    void twoOfOneNameAreTwo() {
        try (Scratch one = memory.scratch("same");
                Scratch two = memory.scratch("same")) {
            Ints ints = one.arena().ints(1);
            two.reset();
            assertThat(ints.get(0)).isZero();
            assertThat(one.name()).isEqualTo(two.name());
        }
    }
}
