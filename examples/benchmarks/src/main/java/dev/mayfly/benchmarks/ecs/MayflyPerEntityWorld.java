package dev.mayfly.benchmarks.ecs;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Artemis-odb with Mayfly: SoA components under a system as it was, entity by entity. */
public class MayflyPerEntityWorld extends MayflyWorld {

    @All({Position.class, Velocity.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends IteratingSystem {
        private Position position;
        private Velocity velocity;

        @Override
        protected void process(int entity) {
            position.x.add(entity, velocity.x.get(entity) * world.delta);
            position.y.add(entity, velocity.y.get(entity) * world.delta);
        }
    }

    public MayflyPerEntityWorld() {
        super(new MovementSystem());
    }
}
