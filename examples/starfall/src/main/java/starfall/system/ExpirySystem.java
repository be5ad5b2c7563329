package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.DelayedIteratingSystem;

import starfall.component.Lifetime;

/** Deletes what has an end. */
public class ExpirySystem extends DelayedIteratingSystem {
    private ComponentMapper<Lifetime> mLifetime;

    public ExpirySystem() {
        super(Aspect.all(Lifetime.class));
    }

    @Override
    protected float getRemainingDelay(int e) {
        return mLifetime.get(e).left;
    }

    @Override
    protected void processDelta(int e, float accumulatedDelta) {
        mLifetime.get(e).left -= accumulatedDelta;
    }

    @Override
    protected void processExpired(int e) {
        world.delete(e);
    }
}
