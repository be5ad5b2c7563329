package guide;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.MayflyPlugin;

@All({Position.class, Velocity.class})
public class MovementSystem extends IteratingSystem {
    ComponentMapper<Position> positions;
    ComponentMapper<Velocity> velocities;

    @Override
    protected void process(int e) {
        Position p = positions.get(e);
        Velocity v = velocities.get(e);
        p.x += v.x * world.delta;
        p.y += v.y * world.delta;
    }

    static float moved() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(new MovementSystem())
                                .build());
        int e = world.create();
        world.edit(e).add(new Position()).add(new Velocity(1, 2).scale(3));
        world.setDelta(0.5f);
        world.process();
        return world.getMapper(Position.class).get(e).y;
    }
}
