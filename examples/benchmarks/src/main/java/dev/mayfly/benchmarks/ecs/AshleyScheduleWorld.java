package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Ashley. */
public class AshleyScheduleWorld extends ScheduleWorld {

    private static final class ABSystem extends IteratingSystem {
        private final ComponentMapper<A> ones = ComponentMapper.getFor(A.class);
        private final ComponentMapper<B> others = ComponentMapper.getFor(B.class);

        ABSystem() {
            super(Family.all(A.class, B.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    private static final class CDSystem extends IteratingSystem {
        private final ComponentMapper<C> ones = ComponentMapper.getFor(C.class);
        private final ComponentMapper<D> others = ComponentMapper.getFor(D.class);

        CDSystem() {
            super(Family.all(C.class, D.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    private static final class CESystem extends IteratingSystem {
        private final ComponentMapper<C> ones = ComponentMapper.getFor(C.class);
        private final ComponentMapper<E> others = ComponentMapper.getFor(E.class);

        CESystem() {
            super(Family.all(C.class, E.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            swap(ones.get(entity), others.get(entity));
        }
    }

    private final Engine world = new Engine();

    @Override
    public void populate() {
        world.addSystem(new ABSystem());
        world.addSystem(new CDSystem());
        world.addSystem(new CESystem());
        for (int[] kind : KINDS) {
            for (int i = 0; i < ENTITIES_PER_KIND; i++) {
                Entity entity = world.createEntity();
                for (int type : kind) {
                    entity.add(make(type));
                }
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
            for (int type = 0; type < TYPES.size(); type++) {
                PlainValue each = entity.getComponent(TYPES.get(type));
                sum += each == null ? 0d : (type + 1) * each.value;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
