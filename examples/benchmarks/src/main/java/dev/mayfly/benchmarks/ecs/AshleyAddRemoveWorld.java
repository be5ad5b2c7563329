package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.PooledEngine;

import java.util.ArrayList;
import java.util.List;

/** Ashley, its pools as large as the world. */
public class AshleyAddRemoveWorld extends AddRemoveWorld {

    private final PooledEngine world = new PooledEngine(ENTITIES, ENTITIES, ENTITIES, ENTITIES);
    private final List<Entity> entities = new ArrayList<>();

    @Override
    public void populate() {
        for (int i = 0; i < ENTITIES; i++) {
            Entity entity = world.createEntity();
            entity.add(world.createComponent(A.class));
            world.addEntity(entity);
            entities.add(entity);
        }
    }

    @Override
    void addToAll() {
        for (Entity entity : entities) {
            entity.add(world.createComponent(B.class));
        }
    }

    @Override
    void removeFromAll() {
        for (Entity entity : entities) {
            entity.remove(B.class);
        }
    }

    @Override
    double sum() {
        return entities.stream().filter(each -> each.getComponent(B.class) != null).count();
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
