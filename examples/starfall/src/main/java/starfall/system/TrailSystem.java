package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;

import starfall.component.Engine;
import starfall.component.Position;
import starfall.component.Trail;
import starfall.factory.Quarry;

/** Exhaust. */
public class TrailSystem extends IteratingSystem {
    private ComponentMapper<Trail> mTrail;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Position> mPosition;
    private Quarry quarry;

    public TrailSystem() {
        super(Aspect.all(Trail.class, Engine.class, Position.class));
    }

    @Override
    protected void process(int e) {
        Trail trail = mTrail.get(e);
        if ((trail.next -= world.delta) > 0f) {
            return;
        }
        trail.next += trail.interval;
        Engine engine = mEngine.get(e);
        quarry.particle(
                mPosition.get(e),
                engine.steerX * -3f,
                engine.steerY * -3f,
                trail.glyph,
                engine.boost ? 0.5f : 1f);
    }
}
