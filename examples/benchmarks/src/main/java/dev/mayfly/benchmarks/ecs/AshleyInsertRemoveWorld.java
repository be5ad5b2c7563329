package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.core.PooledEngine;
import com.badlogic.ashley.utils.ImmutableArray;

import java.util.ArrayList;
import java.util.List;

/**
 * Ashley, its pools as large as the world; its families are gone through without systems, of which
 * it has one a class.
 */
public class AshleyInsertRemoveWorld extends InsertRemoveWorld {

    private final PooledEngine world = new PooledEngine(ENTITIES, ENTITIES, ENTITIES, ENTITIES);
    private final Entity[] entities = new Entity[ENTITIES];
    private final List<ImmutableArray<Entity>> found = new ArrayList<>();
    private int[][] combinations = {};

    @Override
    void prepare(int[][] types) {
        combinations = types;
        for (int[] aspect : ASPECTS) {
            Family.Builder family = Family.all(type(aspect[0]), type(aspect[1]), type(aspect[2]));
            if (aspect.length > 3) {
                family.exclude(type(aspect[3]));
            }
            found.add(world.getEntitiesFor(family.get()));
        }
    }

    @Override
    void create(int number, int combination) {
        Entity entity = world.createEntity();
        for (int type : combinations[combination]) {
            entity.add(world.createComponent(type(type)));
        }
        world.addEntity(entity);
        entities[number] = entity;
    }

    @Override
    void delete(int number) {
        world.removeEntity(entities[number]);
    }

    @Override
    void run() {
        world.update(1f);
        for (ImmutableArray<Entity> family : found) {
            for (int i = 0; i < family.size(); i++) {
                if (family.get(i) != null) {
                    met++;
                }
            }
        }
    }

    private static Class<? extends PlainValue> type(int number) {
        return FragIterWorld.TYPES.get(number);
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
