package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SpanSystem;

/** Artemis-odb with Mayfly. */
public class MayflySimpleIterWorld extends SimpleIterWorld {

    /** Three columns. */
    abstract static class SoaVector extends SoaComponent {
        final Floats x = floats(1f);
        final Floats y = floats();
        final Floats z = floats();
    }

    /** Where an entity is. */
    public static final class SoaPosition extends SoaVector {}

    /** What is added in each tick. */
    public static final class SoaVelocity extends SoaVector {}

    /** Looked at by nobody. */
    public static final class SoaRotation extends SoaVector {}

    /** A matrix that nobody looks at. */
    public static final class SoaTransform extends SoaComponent {
        final Floats[] matrix = new Floats[16];

        /** Made by the plugin. */
        public SoaTransform() {
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = floats();
            }
        }
    }

    @All({SoaPosition.class, SoaVelocity.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends SpanSystem {
        private SoaPosition position;
        private SoaVelocity velocity;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                position.x.add(e, velocity.x.get(e));
                position.y.add(e, velocity.y.get(e));
                position.z.add(e, velocity.z.get(e));
            }
        }
    }

    private final MayflyBase base = new MayflyBase(new MovementSystem());

    @Override
    public void populate() {
        Archetype mover =
                MayflyBase.archetype(
                        base.world,
                        SoaTransform.class,
                        SoaPosition.class,
                        SoaRotation.class,
                        SoaVelocity.class);
        for (int i = 0; i < ENTITIES; i++) {
            base.world.create(mover);
        }
    }

    @Override
    public void tick() {
        base.world.process();
    }

    @Override
    double sum() {
        SoaPosition position = base.store(SoaPosition.class);
        double sum = 0d;
        for (int e = 0; e < ENTITIES; e++) {
            sum += position.x.get(e) + 2d * position.y.get(e) + 4d * position.z.get(e);
        }
        return sum;
    }

    @Override
    public void close() {
        base.close();
    }
}
