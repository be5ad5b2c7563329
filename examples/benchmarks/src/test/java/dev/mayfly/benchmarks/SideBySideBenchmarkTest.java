package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Every variant computes the same quantities. */
class SideBySideBenchmarkTest {

    @Test
    void everyVariantComesToTheSameQuantities() {
        SideBySideBenchmark benchmark = new SideBySideBenchmark();
        SideBySideBenchmark.Load load = new SideBySideBenchmark.Load();
        load.places = 3_000;
        load.delta = 0f;
        SideBySideBenchmark.InOrder order = new SideBySideBenchmark.InOrder();
        SideBySideBenchmark.OnOneThread one = new SideBySideBenchmark.OnOneThread();
        SideBySideBenchmark.OnTwoThreads two = new SideBySideBenchmark.OnTwoThreads();
        order.populate(load);
        one.populate(load);
        two.populate(load);

        for (int tick = 0; tick < 10; tick++) {
            benchmark.inOrder(order);
            benchmark.oneThread(one);
            benchmark.twoThreads(two);
        }

        float[] quantities = order.world.quantities();
        for (int i = 0; i < quantities.length; i++) {
            int scale = 1 + i / load.places;
            float height = 1f + i % load.places % 1_000;
            assertThat(quantities[i]).isCloseTo((float) Math.sqrt(scale * height), within(1e-3f));
        }
        assertThat(one.world.quantities()).isEqualTo(quantities);
        assertThat(two.world.quantities()).isEqualTo(quantities);
        order.world.close();
        one.world.close();
        two.world.close();
    }
}
