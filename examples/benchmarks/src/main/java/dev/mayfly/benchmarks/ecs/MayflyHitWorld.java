package dev.mayfly.benchmarks.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.Poolable;

/** Artemis-odb with Mayfly: hits are a component of the tick. */
public class MayflyHitWorld extends HitWorld {

    /** What an entity was hit with. */
    public static final class Hit implements Poolable {
        int damage;

        @Override
        public void reset() {
            damage = 0;
        }
    }

    @SuppressWarnings("NullAway.Init") // injected
    private final class HittingSystem extends BaseSystem {
        private FrameMapper<Hit> hits;

        @Override
        protected void processSystem() {
            for (int e = next(); e < ENTITIES; e += STRIDE) {
                hits.create(e).damage += damage(e);
            }
        }
    }

    @SuppressWarnings("NullAway.Init") // injected
    private final class SufferingSystem extends BaseSystem {
        private FrameMapper<Hit> hits;

        @Override
        protected void processSystem() {
            for (int i = 0; i < hits.size(); i++) {
                health[hits.entity(i)] -= hits.value(i).damage;
            }
        }
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final HittingSystem hitting = new HittingSystem();
    private final World world =
            new World(
                    new WorldConfigurationBuilder()
                            .with(new MayflyPlugin().allocator(memory))
                            .with(hitting, new SufferingSystem())
                            .build());

    @Override
    World world() {
        return world;
    }

    @Override
    int hits() {
        return hitting.hits.size();
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            memory.close();
        }
    }
}
