package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.Blackhole;

class FrameObjectsBenchmarkTest {

    private final FrameObjectsBenchmark benchmark = new FrameObjectsBenchmark();
    private final Blackhole hole =
            new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly"
                            + " is dangerous.");

    @BeforeEach
    void prepare() {
        benchmark.prepare();
    }

    @Test
    void mayflyHandsOutTheSameObjectsInEachFrame() {
        benchmark.mayfly(hole);
        benchmark.mayfly(hole);
        assertThat(benchmark.made).isEqualTo(FrameObjectsBenchmark.OBJECTS);
        assertThat(benchmark.arena.isOpen()).isFalse();
    }

    @Test
    void libgdxPoolHandsOutTheSameObjectsInEachOp() {
        benchmark.libgdxPool(hole);
        benchmark.libgdxPool(hole);
        assertThat(benchmark.made).isEqualTo(FrameObjectsBenchmark.OBJECTS);
        assertThat(benchmark.pool.getFree()).isEqualTo(FrameObjectsBenchmark.OBJECTS);
    }

    @Test
    void newEachKeepsNothing() {
        benchmark.newEach(hole);
        assertThat(benchmark.made).isZero();
    }
}
