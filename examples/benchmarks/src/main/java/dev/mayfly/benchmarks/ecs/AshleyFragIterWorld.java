package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Ashley. */
public class AshleyFragIterWorld extends FragIterWorld {

    private static final class DoublingSystem extends IteratingSystem {
        private final ComponentMapper<Data> datas = ComponentMapper.getFor(Data.class);

        DoublingSystem() {
            super(Family.all(Data.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            datas.get(entity).value *= 2f;
        }
    }

    private final Engine world = new Engine();

    @Override
    public void populate() {
        world.addSystem(new DoublingSystem());
        for (Class<? extends PlainValue> type : TYPES) {
            for (int i = 0; i < ENTITIES_PER_TYPE; i++) {
                Entity entity = world.createEntity();
                entity.add(Plain.make(type));
                entity.add(one(new Data()));
                world.addEntity(entity);
            }
        }
    }

    @Override
    public void tick() {
        world.update(1f);
    }

    @Override
    double sum() {
        double sum = 0d;
        for (Entity entity : world.getEntities()) {
            sum += entity.getComponent(Data.class).value;
        }
        return sum;
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
