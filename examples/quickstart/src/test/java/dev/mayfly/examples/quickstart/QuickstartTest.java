package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Promotion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

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

    @Test
    void aFireworkAddsMovesRemovesAndDrawsItsSparks() {
        try (FrameAllocator memory = FrameAllocator.create();
                Sparks sparks = new Sparks()) {
            FrameArena frame = memory.arena();
            Firework firework = new Firework(frame);
            Promotion<Sparks> kept;
            try (FrameScope _ = frame.begin()) {
                kept = firework.explosion(7f);
            }
            assertThat(kept.get().x.get(99)).isEqualTo(7f);
            kept.close();
            Firework.explode(sparks, 10f);
            Firework.burn(sparks, 1.5f);
            Firework.explode(sparks, 20f);
            for (int tick = 0; tick < 3; tick++) {
                try (FrameScope _ = frame.begin()) {
                    assertThat(firework.drawTrails(sparks)).isEqualTo(200 * Float.BYTES);
                    assertThat(firework.vertices(sparks)).isEqualTo(20f);
                }
            }
            Firework.slowDown(sparks);
            assertThat(sparks.age.get(0)).isEqualTo(2f);
            assertThat(sparks.speed.get(199)).isEqualTo(0.5f);
            Firework.burn(sparks, 1f);
            assertThat(sparks.size()).as("the younger half").isEqualTo(100);
            for (int row = 0; row < sparks.size(); row++) {
                assertThat(sparks.x.get(row)).isEqualTo(20.5f);
            }
        }
    }

    @Test
    void aWorldIsSavedLoadedAndRewound(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("world.mayfly");
        World world = Quickstart.newWorld();
        int mover = world.create();
        Position position = world.getMapper(Position.class).create(mover);
        world.getMapper(Velocity.class).create(mover).x.set(mover, 1f);
        world.setDelta(1f);
        Saving.save(world, file);

        Saving.runTwice(world);
        assertThat(position.x.get(mover)).isEqualTo(30f);
        Saving.load(world, file);
        assertThat(position.x.get(mover)).isZero();
        world.dispose();
    }
}
