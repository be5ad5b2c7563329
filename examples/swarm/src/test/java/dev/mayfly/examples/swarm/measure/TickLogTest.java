package dev.mayfly.examples.swarm.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TickLogTest {
    @Test
    void aPercentileIsTheTickOfThatRank() {
        TickLog log = new TickLog(1_000);
        for (int nanos = 1_000; nanos >= 1; nanos--) {
            log.add(nanos, 0);
        }
        assertThat(log.percentile(50)).isEqualTo(500);
        assertThat(log.percentile(99)).isEqualTo(990);
        assertThat(log.percentile(99.9)).isEqualTo(999);
        assertThat(log.longest()).isEqualTo(1_000);
    }

    @Test
    void whatIsNotYetNotedDoesNotCount() {
        TickLog log = new TickLog(100);
        log.add(40, 8);
        log.add(60, 0);
        assertThat(log.ticks()).isEqualTo(2);
        assertThat(log.percentile(50)).isEqualTo(40);
        assertThat(log.longest()).isEqualTo(60);
        assertThat(log.bytesPerTick()).isEqualTo(4);
        assertThat(log.ticksPerSecond()).isCloseTo(2e7, within(1.0));
    }

    @Test
    void theBytesOfATickAreThoseItAllocates() {
        FakeSwarm swarm = new FakeSwarm(0);
        TickLog log = new TickLog(3);
        log.tick(swarm);
        swarm.allocateInEveryTick(100_000);
        log.tick(swarm);
        assertThat(log.bytes(1) - log.bytes(0)).isBetween(100_000L, 110_000L);
        assertThat(log.nanos(1)).isPositive();
    }
}
