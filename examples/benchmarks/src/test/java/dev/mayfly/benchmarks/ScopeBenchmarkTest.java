package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.NoFrameException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.Blackhole;

/** Each variant opens what it says, inside what is open, and closes it again. */
class ScopeBenchmarkTest {

    private final ScopeBenchmark benchmark = new ScopeBenchmark();
    private final Blackhole blackhole =
            new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly"
                            + " is dangerous.");

    @BeforeEach
    void open() {
        benchmark.open();
    }

    @AfterEach
    void close() {
        benchmark.close();
    }

    @Test
    void everyVariantLeavesOpenWhatWasOpen() {
        int pushed = benchmark.stack.getFrameIndex();

        benchmark.mayflyFrame(blackhole);
        benchmark.mayflyScope(blackhole);
        benchmark.mayflyFourScopes(blackhole);
        benchmark.lwjglPush(blackhole);
        benchmark.lwjglFourPushes(blackhole);

        assertThat(benchmark.resting.depth()).isZero();
        assertThat(benchmark.open.depth()).isEqualTo(1);
        assertThat(benchmark.stack.getFrameIndex()).isEqualTo(pushed).isEqualTo(1);
    }

    @Test
    void mayflyFrameBeginsAFrame() {
        try (FrameScope _ = benchmark.resting.begin()) {
            assertThatThrownBy(() -> benchmark.mayflyFrame(blackhole))
                    .isInstanceOf(FrameOpenException.class);
        }
    }

    @Test
    void theScopesAreOpenedInTheOpenFrame() {
        benchmark.open.end();

        assertThatThrownBy(() -> benchmark.mayflyScope(blackhole))
                .isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> benchmark.mayflyFourScopes(blackhole))
                .isInstanceOf(NoFrameException.class);
        benchmark.open.begin();
    }
}
