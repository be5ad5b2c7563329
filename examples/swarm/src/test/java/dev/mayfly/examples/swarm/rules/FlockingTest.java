package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlockingTest {
    private static final float SPACE = 2f;

    @Test
    void anAgentSeesWhatIsNearerThanItsSight() {
        assertThat(Flocking.sees(24.9f, 5f)).isTrue();
        assertThat(Flocking.sees(25f, 5f)).isFalse();
    }

    @Test
    void anAgentLooksAtSevenOthersAtLeast() {
        assertThat(Flocking.enough(6)).isFalse();
        assertThat(Flocking.enough(7)).isTrue();
    }

    @Test
    void aNeighborCrowdsTheMoreTheNearerItIs() {
        assertThat(Flocking.crowding(0.25f, SPACE)).isGreaterThan(Flocking.crowding(1f, SPACE));
        assertThat(Flocking.crowding(1f, SPACE)).isPositive();
    }

    @Test
    void aNeighborOutsideOfTheSpaceDoesNotCrowd() {
        assertThat(Flocking.crowding(SPACE * SPACE, SPACE)).isZero();
        assertThat(Flocking.crowding(100f, SPACE)).isZero();
    }

    @Test
    void aNeighborOnTheSamePointCrowdsFinitely() {
        assertThat(Flocking.crowding(0f, SPACE)).isFinite().isPositive();
    }

    @Test
    void anAgentTurnsAwayFromThoseThatCrowdIt() {
        float toTheRight = 1f * Flocking.crowding(1f, SPACE);
        assertThat(Flocking.urge(toTheRight, 0f, 0f, 0, 0f)).isNegative();
    }

    @Test
    void anAgentTakesUpTheVelocityOfItsKin() {
        assertThat(Flocking.urge(0f, 3 * 10f, 0f, 3, 4f)).isPositive();
        assertThat(Flocking.urge(0f, 3 * 10f, 0f, 3, 16f)).isNegative();
        assertThat(Flocking.urge(0f, 3 * 10f, 0f, 3, 10f)).isZero();
    }

    @Test
    void anAgentIsDrawnTowardsTheMiddleOfItsKin() {
        assertThat(Flocking.urge(0f, 0f, -6f, 2, 0f)).isNegative();
        assertThat(Flocking.urge(0f, 0f, 6f, 2, 0f)).isPositive();
    }

    @Test
    void anAgentAloneFliesOn() {
        assertThat(Flocking.urge(0f, 0f, 0f, 0, 12f)).isZero();
    }
}
