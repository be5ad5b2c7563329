package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;

import starfall.component.Burning;
import starfall.component.Engine;
import starfall.component.Health;
import starfall.component.Impact;
import starfall.component.Shield;
import starfall.rules.Damage;

/** Takes hits off health. */
public class DamageSystem extends IteratingSystem {
    private ComponentMapper<Impact> mImpact;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Shield> mShield;
    private ComponentMapper<Burning> mBurning;
    private ComponentMapper<Engine> mEngine;

    public DamageSystem() {
        super(Aspect.all(Impact.class));
    }

    @Override
    protected void process(int e) {
        Impact impact = mImpact.get(e);
        if (mHealth.has(e)) {
            Damage.apply(impact, mHealth.get(e), mShield.getSafe(e, null));
            if (impact.fire && mEngine.has(e)) {
                mBurning.create(e).set(2f, 3f);
            }
        }
        mImpact.remove(e);
    }
}
