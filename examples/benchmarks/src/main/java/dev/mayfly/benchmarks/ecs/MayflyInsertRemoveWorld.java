package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.Component;

import dev.mayfly.ecs.SpanSystem;

/** Artemis-odb with Mayfly. */
public class MayflyInsertRemoveWorld extends InsertRemoveWorld {

    private class CountingSystem extends SpanSystem {
        CountingSystem(Aspect.Builder aspect) {
            super(aspect);
        }

        @Override
        protected void processSpan(int from, int to) {
            met += to - from;
        }
    }

    private final class OneSystem extends CountingSystem {
        OneSystem() {
            super(aspect(ASPECTS[0]));
        }
    }

    private final class TwoSystem extends CountingSystem {
        TwoSystem() {
            super(aspect(ASPECTS[1]));
        }
    }

    private final class ThreeSystem extends CountingSystem {
        ThreeSystem() {
            super(aspect(ASPECTS[2]));
        }
    }

    private final class FourSystem extends CountingSystem {
        FourSystem() {
            super(aspect(ASPECTS[3]));
        }
    }

    private final class FiveSystem extends CountingSystem {
        FiveSystem() {
            super(aspect(ASPECTS[4]));
        }
    }

    private final MayflyBase base =
            new MayflyBase(
                    new OneSystem(),
                    new TwoSystem(),
                    new ThreeSystem(),
                    new FourSystem(),
                    new FiveSystem());
    private final int[] entities = new int[ENTITIES];
    private Archetype[] archetypes = {};

    private static Aspect.Builder aspect(int[] types) {
        Aspect.Builder aspect = Aspect.all();
        for (int i = 0; i < types.length; i++) {
            Class<? extends Component> type = SoaLetters.TYPES.get(types[i]);
            if (i < 3) {
                aspect.all(type);
            } else {
                aspect.exclude(type);
            }
        }
        return aspect;
    }

    @Override
    void prepare(int[][] combinations) {
        archetypes = new Archetype[combinations.length];
        for (int i = 0; i < combinations.length; i++) {
            ArchetypeBuilder types = new ArchetypeBuilder();
            for (int type : combinations[i]) {
                types.add(SoaLetters.TYPES.get(type));
            }
            archetypes[i] = types.build(base.world);
        }
    }

    @Override
    void create(int number, int combination) {
        entities[number] = base.world.create(archetypes[combination]);
    }

    @Override
    void delete(int number) {
        base.world.delete(entities[number]);
    }

    @Override
    void run() {
        base.world.process();
    }

    @Override
    public void close() {
        base.close();
    }
}
