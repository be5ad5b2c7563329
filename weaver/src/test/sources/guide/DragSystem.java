package guide;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.ComponentColumns;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SpanSystem;

@All({Position.class, Velocity.class})
public class DragSystem extends SpanSystem {
    Floats x;

    @Override
    protected void initialize() {
        x = ComponentColumns.of(world, Velocity.class).floats("x");
    }

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            x.set(e, x.get(e) * 0.9f);
        }
    }

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
