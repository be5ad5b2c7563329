package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SpanSystem;

/** Artemis-odb with Mayfly. */
public class MayflyScheduleWorld extends ScheduleWorld {

    @All({SoaLetters.A.class, SoaLetters.B.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class ABSystem extends SpanSystem {
        private SoaLetters.A one;
        private SoaLetters.B other;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                float value = one.value.get(e);
                one.value.set(e, other.value.get(e));
                other.value.set(e, value);
            }
        }
    }

    @All({SoaLetters.C.class, SoaLetters.D.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CDSystem extends SpanSystem {
        private SoaLetters.C one;
        private SoaLetters.D other;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                float value = one.value.get(e);
                one.value.set(e, other.value.get(e));
                other.value.set(e, value);
            }
        }
    }

    @All({SoaLetters.C.class, SoaLetters.E.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CESystem extends SpanSystem {
        private SoaLetters.C one;
        private SoaLetters.E other;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                float value = one.value.get(e);
                one.value.set(e, other.value.get(e));
                other.value.set(e, value);
            }
        }
    }

    private final MayflyBase base = new MayflyBase(new ABSystem(), new CDSystem(), new CESystem());

    @Override
    public void populate() {
        for (int[] kind : KINDS) {
            ArchetypeBuilder types = new ArchetypeBuilder();
            for (int type : kind) {
                types.add(SoaLetters.TYPES.get(type));
            }
            Archetype archetype = types.build(base.world);
            for (int i = 0; i < ENTITIES_PER_KIND; i++) {
                int entity = base.world.create(archetype);
                for (int type : kind) {
                    value(type).set(entity, type + 1);
                }
            }
        }
    }

    private Floats value(int type) {
        return ((SoaValue) base.store(SoaLetters.TYPES.get(type))).value;
    }

    @Override
    public void tick() {
        base.world.process();
    }

    @Override
    double sum() {
        double sum = 0d;
        for (int e = 0; e < KINDS.length * ENTITIES_PER_KIND; e++) {
            for (int type : KINDS[e / ENTITIES_PER_KIND]) {
                sum += (type + 1) * value(type).get(e);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        base.close();
    }
}
