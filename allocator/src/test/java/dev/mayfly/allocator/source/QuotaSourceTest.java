package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

@SameAtEveryLevel
class QuotaSourceTest {

    private static final long LIMIT = 1000;

    private final CountingSource inner = new CountingSource(MemorySource.ofHeap());
    private final QuotaSource quota = new QuotaSource(LIMIT, inner);

    @Test
    void givesUpToTheLimitAndNamesItBeyond() {
        given(quota.request(600, 8));
        given(quota.request(400, 8));
        assertThat(declined(quota.request(8, 8)))
                .isEqualTo(
                        "1000 of 1000 bytes are used and 8 are needed. Raise the quota, take less,"
                                + " or have an arena take smaller chunks"
                                + " (ArenaSettings.withChunks).");
        assertThat(inner.requests()).isEqualTo(2);
    }

    @Test
    void countsWhatWasGivenAndNotWhatWasAskedFor() {
        QuotaSource odd = new QuotaSource(16, MemorySource.ofHeap());
        Memory memory = given(odd.request(9, 8));
        assertThat(odd.usedBytes()).isEqualTo(16);
        memory.giveBack();
        assertThat(odd.usedBytes()).isZero();
    }

    @Test
    void whatTurnsOutToPassTheLimitGoesBack() {
        QuotaSource odd = new QuotaSource(15, inner);
        assertThat(declined(odd.request(9, 8))).contains("0 of 15 bytes", "16 are needed");
        assertThat(inner.bytesOut()).isZero();
        assertThat(odd.usedBytes()).isZero();
    }

    @Test
    void aDeclineBelowCostsNothing() {
        assertThat(declined(quota.request(100, 64))).contains("aligned to 8 bytes");
        assertThat(quota.usedBytes()).isZero();
    }

    @Test
    void aFailureBelowCostsNothing() {
        QuotaSource failing =
                new QuotaSource(LIMIT, FailingSource.throwingAt(1, MemorySource.ofHeap()));
        assertThatThrownBy(() -> failing.request(100, 8)).isInstanceOf(MemorySourceException.class);
        assertThat(failing.usedBytes()).isZero();
        given(failing.request(LIMIT, 8));
    }

    @Test
    void wrongArgumentsAreRefusedAlsoWhereTheQuotaIsUsedUp() {
        given(quota.request(LIMIT, 8));
        assertThatThrownBy(() -> quota.request(8, 3)).isInstanceOf(InvalidAlignmentException.class);
        assertThatThrownBy(() -> quota.request(-8, 8)).isInstanceOf(InvalidSizeException.class);
        assertThat(quota.usedBytes()).isEqualTo(LIMIT);
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> new QuotaSource(-1, inner))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("-1 bytes");
    }

    /** Positive steps take so many bytes, others give back the piece of that place. */
    @Property
    void agreesWithASum(
            @ForAll @Size(max = 60) List<@IntRange(min = -20, max = 400) Integer> steps) {
        CountingSource source = new CountingSource(MemorySource.ofHeap());
        QuotaSource tested = new QuotaSource(LIMIT, source);
        List<Memory> out = new ArrayList<>();
        for (int step : steps) {
            long used = out.stream().mapToLong(m -> m.segment().byteSize()).sum();
            if (step > 0) {
                long given = Math.ceilDiv(step, 8) * 8L;
                Answer answer = tested.request(step, 8);
                assertThat(answer instanceof Memory).isEqualTo(used + given <= LIMIT);
                if (answer instanceof Memory memory) {
                    out.add(memory);
                }
            } else if (!out.isEmpty()) {
                out.remove(-step % out.size()).giveBack();
            }
            long expected = out.stream().mapToLong(m -> m.segment().byteSize()).sum();
            assertThat(tested.usedBytes()).isEqualTo(expected);
            assertThat(source.bytesOut()).isEqualTo(expected);
        }
    }

    @Test
    void threadsTogetherNeverPassTheLimit() throws Exception {
        AtomicLong out = new AtomicLong();
        AtomicLong most = new AtomicLong();
        MemorySource watched =
                (size, alignment) -> {
                    most.accumulateAndGet(out.addAndGet(size), Math::max);
                    return Memory.of(
                            MemorySegment.ofArray(new long[(int) size / 8]),
                            () -> out.addAndGet(-size));
                };
        QuotaSource tested = new QuotaSource(LIMIT, watched);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                done.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    for (int i = 0; i < 20_000; i++) {
                                        if (tested.request(400, 8) instanceof Memory memory) {
                                            memory.giveBack();
                                        }
                                    }
                                    return null;
                                }));
            }
            start.countDown();
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(most.get()).isBetween(400L, LIMIT);
        assertThat(tested.usedBytes()).isZero();
    }
}
