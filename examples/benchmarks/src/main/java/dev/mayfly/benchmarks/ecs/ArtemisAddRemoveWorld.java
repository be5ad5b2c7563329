package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import java.util.stream.IntStream;

/** Artemis-odb alone, pooled components. */
public class ArtemisAddRemoveWorld extends AddRemoveWorld {

    private final World world = new World(new WorldConfigurationBuilder().build());
    private final ComponentMapper<B> mapper = world.getMapper(B.class);
    private final int[] entities = new int[ENTITIES];

    @Override
    public void populate() {
        Archetype kind = MayflyBase.archetype(world, A.class);
        for (int i = 0; i < ENTITIES; i++) {
            entities[i] = world.create(kind);
        }
        world.process();
    }

    @Override
    void addToAll() {
        for (int entity : entities) {
            mapper.create(entity);
        }
        world.process();
    }

    @Override
    void removeFromAll() {
        for (int entity : entities) {
            mapper.remove(entity);
        }
        world.process();
    }

    @Override
    double sum() {
        return IntStream.of(entities).filter(mapper::has).count();
    }

    @Override
    public void close() {
        world.dispose();
    }
}
