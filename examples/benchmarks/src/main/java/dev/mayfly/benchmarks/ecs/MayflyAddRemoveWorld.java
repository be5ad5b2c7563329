package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;

import dev.mayfly.ecs.SoaMapper;

import java.util.stream.IntStream;

/** Artemis-odb with Mayfly. */
public class MayflyAddRemoveWorld extends AddRemoveWorld {

    private final MayflyBase base = new MayflyBase();
    private final SoaMapper<SoaLetters.B> mapper = base.mapper(SoaLetters.B.class);
    private final int[] entities = new int[ENTITIES];

    @Override
    public void populate() {
        Archetype kind = MayflyBase.archetype(base.world, SoaLetters.A.class);
        for (int i = 0; i < ENTITIES; i++) {
            entities[i] = base.world.create(kind);
        }
        base.world.process();
    }

    @Override
    void addToAll() {
        for (int entity : entities) {
            mapper.create(entity);
        }
        base.world.process();
    }

    @Override
    void removeFromAll() {
        for (int entity : entities) {
            mapper.remove(entity);
        }
        base.world.process();
    }

    @Override
    double sum() {
        return IntStream.of(entities).filter(mapper::has).count();
    }

    @Override
    public void close() {
        base.close();
    }
}
