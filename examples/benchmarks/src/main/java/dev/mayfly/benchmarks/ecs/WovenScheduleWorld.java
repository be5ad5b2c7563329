package dev.mayfly.benchmarks.ecs;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Columns;

import java.util.List;

/** Artemis-odb with Mayfly: plain components, woven. */
public class WovenScheduleWorld extends ScheduleWorld {

    /** One of the five. */
    @Columns
    public static final class A extends Component {
        float value = 1f;
    }

    /** One of the five. */
    @Columns
    public static final class B extends Component {
        float value = 2f;
    }

    /** One of the five. */
    @Columns
    public static final class C extends Component {
        float value = 3f;
    }

    /** One of the five. */
    @Columns
    public static final class D extends Component {
        float value = 4f;
    }

    /** One of the five. */
    @Columns
    public static final class E extends Component {
        float value = 5f;
    }

    private static final List<Class<? extends Component>> LETTERS =
            List.of(A.class, B.class, C.class, D.class, E.class);

    @All({A.class, B.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class ABSystem extends IteratingSystem {
        private ComponentMapper<A> ones;
        private ComponentMapper<B> others;

        @Override
        protected void process(int entity) {
            A one = ones.get(entity);
            B other = others.get(entity);
            float value = one.value;
            one.value = other.value;
            other.value = value;
        }
    }

    @All({C.class, D.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CDSystem extends IteratingSystem {
        private ComponentMapper<C> ones;
        private ComponentMapper<D> others;

        @Override
        protected void process(int entity) {
            C one = ones.get(entity);
            D other = others.get(entity);
            float value = one.value;
            one.value = other.value;
            other.value = value;
        }
    }

    @All({C.class, E.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class CESystem extends IteratingSystem {
        private ComponentMapper<C> ones;
        private ComponentMapper<E> others;

        @Override
        protected void process(int entity) {
            C one = ones.get(entity);
            E other = others.get(entity);
            float value = one.value;
            one.value = other.value;
            other.value = value;
        }
    }

    private final MayflyBase base = new MayflyBase(new ABSystem(), new CDSystem(), new CESystem());

    @Override
    public void populate() {
        for (int[] kind : KINDS) {
            for (int i = 0; i < ENTITIES_PER_KIND; i++) {
                int entity = base.world.create();
                for (int type : kind) {
                    base.world.getMapper(LETTERS.get(type)).create(entity);
                }
            }
        }
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
                sum += (type + 1) * valueOf(base.world.getMapper(LETTERS.get(type)).get(e));
            }
        }
        return sum;
    }

    private static float valueOf(Component component) {
        return switch (component) {
            case A a -> a.value;
            case B b -> b.value;
            case C c -> c.value;
            case D d -> d.value;
            case E e -> e.value;
            default -> throw new IllegalArgumentException("No letter: " + component);
        };
    }

    @Override
    public void close() {
        base.close();
    }
}
