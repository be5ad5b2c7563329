package dev.mayfly.benchmarks.ecs;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Artemis-odb alone: hits are a pooled component, added by one system and removed by the next. */
public class ArtemisPooledHitWorld extends HitWorld {

    /** What an entity was hit with. */
    public static final class Hit extends PooledComponent {
        int damage;

        @Override
        protected void reset() {
            damage = 0;
        }
    }

    @SuppressWarnings("NullAway.Init") // injected
    private final class HittingSystem extends BaseSystem {
        private ComponentMapper<Hit> hits;

        @Override
        protected void processSystem() {
            for (int e = next(); e < ENTITIES; e += STRIDE) {
                hits.create(e).damage += damage(e);
            }
        }
    }

    @All(Hit.class)
    @SuppressWarnings("NullAway.Init") // injected
    private final class SufferingSystem extends IteratingSystem {
        private ComponentMapper<Hit> hits;

        @Override
        protected void process(int entity) {
            health[entity] -= hits.get(entity).damage;
            hits.remove(entity);
        }
    }

    private final World world =
            new World(
                    new WorldConfigurationBuilder()
                            .with(new HittingSystem(), new SufferingSystem())
                            .build());

    @Override
    World world() {
        return world;
    }

    @Override
    int hits() {
        ComponentMapper<Hit> hits = world.getMapper(Hit.class);
        int count = 0;
        for (int e = 0; e < ENTITIES; e++) {
            count += hits.has(e) ? 1 : 0;
        }
        return count;
    }
}
