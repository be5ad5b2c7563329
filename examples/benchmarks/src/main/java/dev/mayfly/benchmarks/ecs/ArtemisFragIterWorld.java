package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Artemis-odb alone, pooled components. */
public class ArtemisFragIterWorld extends FragIterWorld {

    @All(Data.class)
    @SuppressWarnings("NullAway.Init") // injected
    private static final class DoublingSystem extends IteratingSystem {
        private ComponentMapper<Data> datas;

        @Override
        protected void process(int entity) {
            datas.get(entity).value *= 2f;
        }
    }

    private final World world =
            new World(new WorldConfigurationBuilder().with(new DoublingSystem()).build());

    @Override
    public void populate() {
        for (Class<? extends PlainValue> type : TYPES) {
            Archetype kind = MayflyBase.archetype(world, type, Data.class);
            for (int i = 0; i < ENTITIES_PER_TYPE; i++) {
                one(world.getMapper(Data.class).get(world.create(kind)));
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
        for (int e = 0; e < ENTITIES_PER_TYPE * TYPES.size(); e++) {
            sum += world.getMapper(Data.class).get(e).value;
        }
        return sum;
    }

    @Override
    public void close() {
        world.dispose();
    }
}
