package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.FrameOpenException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.Blackhole;

class EmptyFrameBenchmarkTest {

    private final EmptyFrameBenchmark benchmark = new EmptyFrameBenchmark();
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
    void mayflyBeginsAFrame() {
        try (FrameScope _ = benchmark.frame.begin()) {
            assertThatThrownBy(() -> benchmark.mayfly(blackhole))
                    .isInstanceOf(FrameOpenException.class);
        }
    }

    @Test
    void mayflyEndsItsFrame() {
        benchmark.mayfly(blackhole);

        assertThat(benchmark.frame.depth()).isZero();
        assertThat(benchmark.frame.used()).isZero();
    }
}
