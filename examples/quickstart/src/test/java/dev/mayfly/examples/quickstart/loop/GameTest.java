package dev.mayfly.examples.quickstart.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.artemis.World;

import org.junit.jupiter.api.Test;

class GameTest {

    private static Place placed(World world) {
        return world.getMapper(Place.class).create(world.create());
    }

    @Test
    void stepsAreOfOneLengthAndWhatIsDrawnLiesBetweenThem() {
        World world = Game.inSteps();
        Place place = placed(world);

        Game.frame(world, 2.5f / 60);

        assertThat(place.x.get(0)).isEqualTo(2 / 60f, within(1e-6f));
        assertThat(world.getSystem(DrawingSystem.class).drawn).isEqualTo(1.5f / 60, within(1e-6f));
    }

    @Test
    void aButtonIsSeenInOneStepHoweverManyAFrameHas() {
        World world = Game.inSteps();
        Place place = placed(world);
        InputSystem input = world.getSystem(InputSystem.class);

        input.pressed = true;
        Game.frame(world, 0.5f / 60); // no step
        Game.frame(world, 3f / 60); // three

        assertThat(place.x.get(0)).isEqualTo(2f + 3 / 60f, within(1e-6f));
    }

    @Test
    void aLoopOfOnesOwnRunsTheSystems() {
        World world = Game.inOwnLoop();
        Place place = placed(world);

        Game.frame(world, 0.5f);

        assertThat(place.x.get(0)).isEqualTo(0.5f);
    }

    @Test
    void turnsAreTimed() {
        TurnTimes times = new TurnTimes();
        World world = Game.timed(times);
        placed(world);

        Game.frame(world, 0.5f);

        assertThat(times.slowest()).isInstanceOf(FlyingSystem.class);
    }

    @Test
    void aWorldWithoutTheBuilderWorks() {
        World world = Game.withoutBuilder();
        Place place = placed(world);

        Game.frame(world, 0.5f);

        assertThat(place.x.get(0)).isEqualTo(0.5f);
    }
}
