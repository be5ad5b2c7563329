package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;

import org.junit.jupiter.api.Test;

class QuickstartTest {

    @Test
    void theWorldOfTheReadmeMovesAndSees() {
        World world = Quickstart.newWorld();
        var positions = world.getMapper(Position.class);
        var velocities = world.getMapper(Velocity.class);
        int mover = world.create();
        positions.create(mover);
        velocities.create(mover).y.set(mover, -2f);
        int farAway = world.create();
        positions.create(farAway).x.set(farAway, 100f);
        world.setDelta(0.5f);
        for (int tick = 0; tick < 3; tick++) {
            world.process();
        }

        assertThat(positions.get(mover).x.get(mover)).isCloseTo(1.5f, within(1e-6f));
        assertThat(positions.get(mover).y.get(mover)).isCloseTo(-3f, within(1e-6f));
        assertThat(positions.get(farAway).x.get(farAway)).isEqualTo(100f);
        assertThat(world.getSystem(RadarSystem.class).seen).isEqualTo(1);
        assertThat(FrameAllocator.shared().arena().isOpen()).isFalse();
        world.dispose();
    }

    @Test
    void framesWorkWithoutAWorld() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            for (int frame = 0; frame < 3; frame++) {
                assertThat(Frames.oneFrame(memory)).isEqualTo(2.5f);
                assertThat(memory.arena().depth()).isZero();
                assertThat(memory.arena().used()).isZero();
            }
        }
    }
}
