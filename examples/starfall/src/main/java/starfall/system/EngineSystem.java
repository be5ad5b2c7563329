package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.component.Engine;
import starfall.component.Velocity;

/** Engines push. */
@All({Engine.class, Velocity.class})
public class EngineSystem extends IteratingSystem {
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Velocity> mVelocity;

    @Override
    protected void process(int e) {
        Engine engine = mEngine.get(e);
        float push = engine.thrust * world.delta * (engine.boost ? 1.5f : 1f);
        Velocity velocity = mVelocity.get(e);
        velocity.x += engine.steerX * push;
        velocity.y += engine.steerY * push;
        velocity.limit(engine.boost ? engine.topSpeed * 1.25f : engine.topSpeed);
    }
}
