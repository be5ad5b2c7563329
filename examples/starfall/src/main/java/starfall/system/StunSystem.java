package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.systems.IteratingSystem;

import starfall.component.Engine;
import starfall.component.Stunned;
import starfall.component.Velocity;

/** Those that are stunned drift until it is over. */
public class StunSystem extends IteratingSystem {
    private ComponentMapper<Stunned> mStunned;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Velocity> mVelocity;
    private EntityTransmuter wake;

    public StunSystem() {
        super(Aspect.all(Stunned.class));
    }

    @Override
    protected void initialize() {
        wake = new EntityTransmuterFactory(world).remove(Stunned.class).build();
    }

    @Override
    protected void process(int e) {
        if (mEngine.has(e)) {
            mEngine.get(e).idle();
            mVelocity.get(e).scale(0.98f);
        }
        if (mStunned.get(e).runDown(world.delta)) {
            wake.transmute(e);
        }
    }
}
