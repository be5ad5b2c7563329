package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void theSamePositionsGiveTheSameSum() {
        assertThat(sum(1, 2f, 3f)).isEqualTo(sum(1, 2f, 3f));
    }

    @Test
    void theLastBitOfACoordinateMatters() {
        assertThat(sum(1, Math.nextUp(2f), 3f)).isNotEqualTo(sum(1, 2f, 3f));
        assertThat(sum(1, 2f, Math.nextUp(3f))).isNotEqualTo(sum(1, 2f, 3f));
        assertThat(sum(1, 0f, 3f)).isNotEqualTo(sum(1, -0f, 3f));
    }

    @Test
    void whoStandsThereMatters() {
        assertThat(sum(2, 2f, 3f)).isNotEqualTo(sum(1, 2f, 3f));
    }

    @Test
    void exchangedPositionsGiveAnotherSum() {
        Checksum one = new Checksum();
        one.add(1, 2f, 3f);
        one.add(2, 5f, 7f);
        Checksum other = new Checksum();
        other.add(1, 5f, 7f);
        other.add(2, 2f, 3f);
        assertThat(one.value()).isNotEqualTo(other.value());
    }

    private static long sum(int entity, float x, float y) {
        Checksum checksum = new Checksum();
        checksum.add(entity, x, y);
        return checksum.value();
    }
}
