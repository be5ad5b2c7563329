package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.component.Rotation;

@All(Rotation.class)
public class SpinSystem extends IteratingSystem {
    private ComponentMapper<Rotation> mRotation;

    @Override
    protected void process(int e) {
        Rotation rotation = mRotation.get(e);
        float angle = rotation.angle + rotation.spin * world.delta;
        rotation.angle = angle - (float) Math.floor(angle);
    }
}
