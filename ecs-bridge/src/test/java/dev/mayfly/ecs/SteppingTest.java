package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import java.util.ArrayList;
import java.util.List;

/** Worlds of fixed steps. */
abstract class SteppingTest extends WorldTest {

    static final float STEP = 0.25f;
    static final int MOST = 4;

    final List<String> log = new ArrayList<>();

    MayflyPlugin stepping() {
        return plugin().fixedStep(STEP, MOST);
    }

    static World world(MayflyPlugin plugin, BaseSystem... systems) {
        return new World(new WorldConfigurationBuilder().with(plugin).with(systems).build());
    }

    static void frame(World world, float seconds) {
        world.delta = seconds;
        world.process();
    }

    /** In each frame; the others of a test are in each step. */
    @EachFrame
    static class Render extends Turn {
        FixedStep time;

        Render(Action action) {
            super(action);
        }
    }

    @EachFrame
    static class Input extends Turn {
        Input(Action action) {
            super(action);
        }
    }

    final Turn.First logging(String name) {
        return new Turn.First(turn -> log.add(name + " " + turn.world().delta));
    }

    @Lifetime(ticks = 2)
    public static class Born implements Poolable {
        public int entity;

        @Override
        public void reset() {
            entity = -1;
        }
    }
}
