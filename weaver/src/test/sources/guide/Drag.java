package guide;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

/** A world with both systems. */
class Drag {

    private Drag() {}

    static float slowed() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(new MovementSystem(), new DragSystem())
                                .build());
        int e = world.create();
        world.edit(e).add(new Position()).add(new Velocity(10, 2));
        world.setDelta(0.5f);
        world.process();
        return world.getMapper(Velocity.class).get(e).x;
    }
}
