package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HuntTest {
    @Test
    void anAgentFleesTheHarderTheNearerThePredatorIs() {
        float near = 2f * Hunt.flight(4f, 10f);
        float far = 8f * Hunt.flight(64f, 10f);
        assertThat(near).isLessThan(far);
        assertThat(far).isNegative();
    }

    @Test
    void anAgentIsCalmBeyondItsAlarmDistance() {
        assertThat(Hunt.flight(10.1f * 10.1f, 10f)).isZero();
    }

    @Test
    void predatorsInSightOfEachOtherMoveApart() {
        assertThat(5f * Hunt.rivalry(25f, 30f)).isNegative();
        assertThat(Hunt.rivalry(31f * 31f, 30f)).isZero();
    }

    @Test
    void aPredatorAcceleratesTowardsItsPrey() {
        assertThat(Hunt.pursuit(10f, 100f, 0f, 20f)).isPositive();
        assertThat(Hunt.pursuit(-10f, 100f, 0f, 20f)).isNegative();
    }

    @Test
    void aPredatorAtFullSpeedTowardsItsPreyKeepsItsVelocity() {
        assertThat(Math.abs(Hunt.pursuit(10f, 100f, 20f, 20f))).isLessThan(0.01f);
    }

    @Test
    void aPredatorCatchesWhatIsInReach() {
        assertThat(Hunt.catches(1.9f, 1.5f)).isTrue();
        assertThat(Hunt.catches(2.25f, 1.5f)).isFalse();
    }
}
