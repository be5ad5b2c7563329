package dev.mayfly.benchmarks.ecs;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Artemis-odb alone, pooled components. */
public class ArtemisScheduleWorld extends ScheduleWorld {

    @All({A.class, B.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class ABSystem extends IteratingSystem {
        private ComponentMapper<A> ones;
        private ComponentMapper<B> others;

        @Override
        protected void process(int entity) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    @All({C.class, D.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CDSystem extends IteratingSystem {
        private ComponentMapper<C> ones;
        private ComponentMapper<D> others;

        @Override
        protected void process(int entity) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    @All({C.class, E.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CESystem extends IteratingSystem {
        private ComponentMapper<C> ones;
        private ComponentMapper<E> others;

        @Override
        protected void process(int entity) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    private final World world =
            new World(
                    new WorldConfigurationBuilder()
                            .with(new ABSystem(), new CDSystem(), new CESystem())
                            .build());

    @Override
    public void populate() {
        for (int[] kind : KINDS) {
            for (int i = 0; i < ENTITIES_PER_KIND; i++) {
                int entity = world.create();
                for (int type : kind) {
                    world.getMapper(TYPES.get(type)).create(entity).value = type + 1;
                }
            }
        }
    }

    @Override
    public void tick() {
        world.process();
    }

    @Override
    double sum() {
        double sum = 0d;
        for (int e = 0; e < KINDS.length * ENTITIES_PER_KIND; e++) {
            for (int type : KINDS[e / ENTITIES_PER_KIND]) {
                sum += (type + 1) * world.getMapper(TYPES.get(type)).get(e).value;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        world.dispose();
    }
}
