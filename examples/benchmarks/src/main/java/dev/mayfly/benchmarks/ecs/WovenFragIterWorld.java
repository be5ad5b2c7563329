package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Columns;

/** Artemis-odb with Mayfly: plain data, woven, beside the 26 types. */
public class WovenFragIterWorld extends FragIterWorld {

    /** What all entities have. */
    @Columns
    public static final class WovenData extends Component {
        float value = 1f;
    }

    @All(WovenData.class)
    @SuppressWarnings("NullAway.Init") // injected
    private static final class DoublingSystem extends IteratingSystem {
        private ComponentMapper<WovenData> datas;

        @Override
        protected void process(int entity) {
            datas.get(entity).value *= 2f;
        }
    }

    private final MayflyBase base = new MayflyBase(new DoublingSystem());

    @Override
    public void populate() {
        for (Class<? extends Component> type : SoaLetters.TYPES) {
            Archetype kind = MayflyBase.archetype(base.world, type, WovenData.class);
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
        ComponentMapper<WovenData> datas = base.world.getMapper(WovenData.class);
        double sum = 0d;
        for (int e = 0; e < ENTITIES_PER_TYPE * TYPES.size(); e++) {
            sum += datas.get(e).value;
        }
        return sum;
    }

    @Override
    public void close() {
        base.close();
    }
}
