package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {
    @Test
    void agentsTouchWithinALengthOfEachOther() {
        assertThat(Contact.touches(0.99f)).isTrue();
        assertThat(Contact.touches(1f)).isFalse();
    }

    @Test
    void agentsThatMeetHeadOnExchangeTheirVelocities() {
        float dx = 0.5f;
        float velocityA = 3f;
        float velocityB = -1f;
        float share = Contact.bounce(dx, 0f, velocityB - velocityA, 0f);
        assertThat(velocityA + dx * share).isEqualTo(velocityB);
        assertThat(velocityB - dx * share).isEqualTo(velocityA);
    }

    @Test
    void agentsThatMoveApartAreLeftAlone() {
        assertThat(Contact.bounce(0.5f, 0f, 2f, 0f)).isZero();
    }

    @Test
    void agentsOnTheSamePointAreLeftAlone() {
        assertThat(Contact.bounce(0f, 0f, -2f, 1f)).isZero();
    }

    @Test
    void aGlancingTouchChangesOnlyTheVelocityAlongTheOffset() {
        float share = Contact.bounce(0f, 0.5f, 7f, -2f);
        assertThat(0f * share).isZero();
        assertThat(0.5f * share).isEqualTo(-2f);
    }
}
