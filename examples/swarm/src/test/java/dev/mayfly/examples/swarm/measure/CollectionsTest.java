package dev.mayfly.examples.swarm.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectionsTest {
    @Test
    void aCollectionIsCounted() {
        Collections before = Collections.soFar();
        System.gc();
        assertThat(Collections.soFar().minus(before).count()).isPositive();
    }

    @Test
    void spansOfTimeAddUp() {
        assertThat(new Collections(3, 20).plus(new Collections(2, 7)))
                .isEqualTo(new Collections(5, 27));
        assertThat(new Collections(3, 20).minus(new Collections(2, 7)))
                .isEqualTo(new Collections(1, 13));
    }
}
