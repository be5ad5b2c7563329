package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SpanSystem;

/** Artemis-odb with Mayfly. */
public class MayflyFragIterWorld extends FragIterWorld {

    /** What all entities have. */
    public static final class SoaData extends SoaComponent {
        final Floats value = floats(1f);
    }

    @All(SoaData.class)
    @SuppressWarnings("NullAway.Init") // injected
    private static final class DoublingSystem extends SpanSystem {
        private SoaData data;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                data.value.set(e, data.value.get(e) * 2f);
            }
        }
    }

    private final MayflyBase base = new MayflyBase(new DoublingSystem());

    @Override
    public void populate() {
        for (Class<? extends SoaComponent> type : SoaLetters.TYPES) {
            Archetype kind = MayflyBase.archetype(base.world, type, SoaData.class);
            for (int i = 0; i < ENTITIES_PER_TYPE; i++) {
                base.world.create(kind);
            }
        }
    }

    @Override
    public void tick() {
        base.world.process();
    }

    @Override
    double sum() {
        SoaData data = base.store(SoaData.class);
        double sum = 0d;
        for (int e = 0; e < ENTITIES_PER_TYPE * SoaLetters.TYPES.size(); e++) {
            sum += data.value.get(e);
        }
        return sum;
    }

    @Override
    public void close() {
        base.close();
    }
}
