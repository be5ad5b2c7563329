package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.component.Particle;

/** Particles cool and vanish. */
@All(Particle.class)
public class ParticleSystem extends IteratingSystem {
    private ComponentMapper<Particle> mParticle;

    @Override
    protected void process(int e) {
        Particle particle = mParticle.get(e);
        particle.heat -= particle.cooling * world.delta;
        if (particle.heat <= 0f) {
            world.delete(e);
        }
    }
}
