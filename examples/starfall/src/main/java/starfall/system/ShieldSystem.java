package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.component.Shield;

@All(Shield.class)
public class ShieldSystem extends IteratingSystem {
    private ComponentMapper<Shield> mShield;

    @Override
    protected void process(int e) {
        mShield.get(e).recharge(world.delta);
    }
}
