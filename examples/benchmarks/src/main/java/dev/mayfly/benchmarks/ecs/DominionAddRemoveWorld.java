package dev.mayfly.benchmarks.ecs;

import dev.dominion.ecs.api.Dominion;
import dev.dominion.ecs.api.Entity;

import java.util.ArrayList;
import java.util.List;

/** Dominion; it has no pool of components. */
public class DominionAddRemoveWorld extends AddRemoveWorld {

    private final Dominion world = Dominion.create();
    private final List<Entity> entities = new ArrayList<>();

    @Override
    public void populate() {
        for (int i = 0; i < ENTITIES; i++) {
            entities.add(world.createEntity(new A()));
        }
    }

    @Override
    void addToAll() {
        for (Entity entity : entities) {
            entity.add(new B());
        }
    }

    @Override
    void removeFromAll() {
        for (Entity entity : entities) {
            entity.removeType(B.class);
        }
    }

    @Override
    double sum() {
        return entities.stream().filter(each -> each.has(B.class)).count();
    }

    @Override
    public void close() {
        world.close();
    }
}
