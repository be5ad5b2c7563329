package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MotionTest {
    @Test
    void aMoverAboveItsLimitIsSlowedDownToIt() {
        assertThat(50f * Motion.throttle(30f, 40f, 10f)).isCloseTo(10f, within(1e-4f));
    }

    @Test
    void aMoverBelowHalfItsLimitIsSpedUp() {
        assertThat(Motion.throttle(1f, 0f, 10f)).isCloseTo(5f, within(1e-4f));
    }

    @Test
    void aMoverInBetweenKeepsItsSpeed() {
        assertThat(Motion.throttle(0f, 8f, 10f)).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void aMoverAtRestIsNotThrownToInfinity() {
        assertThat(Motion.throttle(0f, 0f, 10f)).isFinite();
    }
}
