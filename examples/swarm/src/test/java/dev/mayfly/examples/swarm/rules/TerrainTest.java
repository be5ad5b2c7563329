package dev.mayfly.examples.swarm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerrainTest {
    @Test
    void anObstacleTurnsAwayWhatComesNear() {
        float offset = 12f;
        assertThat(offset * Terrain.avoidance(offset * offset, 10f)).isNegative();
    }

    @Test
    void anObstaclePushesHardestInside() {
        float inside = 5f * Terrain.avoidance(25f, 10f);
        float outside = 12f * Terrain.avoidance(144f, 10f);
        assertThat(inside).isLessThan(outside);
    }

    @Test
    void anObstacleFarAwayDoesNothing() {
        assertThat(Terrain.avoidance(100f * 100f, 10f)).isZero();
    }

    @Test
    void aMoverTurnsBackFromBothEdges() {
        assertThat(Terrain.turn(1f, 200f)).isPositive();
        assertThat(Terrain.turn(199f, 200f)).isNegative();
        assertThat(Terrain.turn(100f, 200f)).isZero();
    }

    @Test
    void nothingLeavesTheWorld() {
        assertThat(Terrain.inside(-3f, 200f)).isZero();
        assertThat(Terrain.inside(203f, 200f)).isEqualTo(200f);
        assertThat(Terrain.inside(77f, 200f)).isEqualTo(77f);
    }
}
