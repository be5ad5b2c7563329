package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuterFactory;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random turns, of a system that declares two of four types of components, are found out exactly if
 * they change one of the others.
 */
class ChangedInTurnModelTest extends WorldTest {

    private static final int TICKS = 200;

    public static class A extends Component {
        int value;
        final int[] values = new int[4];
    }

    public static class B extends PooledComponent {
        int value;
        final List<Holder> held = new ArrayList<>(List.of(new Holder()));

        @Override
        protected void reset() {
            value = 0;
            held.get(0).value = 0;
        }
    }

    public static class C extends Component {
        int value;
        Holder held = new Holder();
    }

    public static class D extends PooledComponent {
        double value;

        @Override
        protected void reset() {
            value = 0;
        }
    }

    public static final class Holder {
        int value;
    }

    @Writes({A.class, B.class})
    static class Careless extends BaseSystem {
        ComponentMapper<A> a;
        ComponentMapper<B> b;
        ComponentMapper<C> c;
        ComponentMapper<D> d;
        @SkipWire Random random = new Random();
        @SkipWire boolean other;

        /** Whether the turn has changed what it does not declare. */
        @SkipWire boolean changed;

        @Override
        protected void processSystem() {
            changed = false;
            for (int step = random.nextInt(6); step > 0; step--) {
                write(random.nextInt(20));
            }
            if (other) {
                writeOther(random.nextInt(20), 1 + random.nextInt(9));
            }
        }

        private void write(int entity) {
            switch (random.nextInt(7)) {
                case 0 -> a.create(entity).value = random.nextInt();
                case 1 -> a.create(entity).values[random.nextInt(4)] = random.nextInt();
                case 2 -> b.create(entity).value = random.nextInt();
                case 3 -> b.create(entity).held.get(0).value = random.nextInt();
                case 4 -> a.remove(entity);
                case 5 -> b.remove(entity);
                default ->
                        new EntityTransmuterFactory(world)
                                .add(A.class)
                                .remove(B.class)
                                .build()
                                .transmute(entity);
            }
        }

        private void writeOther(int entity, int by) {
            if (c.has(entity) && random.nextBoolean()) {
                c.get(entity).value += by;
                changed = true;
            } else if (c.has(entity)) {
                c.get(entity).held.value += by;
                changed = true;
            } else if (d.has(entity)) {
                d.get(entity).value += by;
                changed = true;
            } else if (random.nextBoolean()) {
                new EntityTransmuterFactory(world).add(D.class).build().transmute(entity);
                changed = true;
            }
        }
    }

    /** May do all, and has declared nothing. */
    static class Shuffling extends BaseSystem {
        ComponentMapper<C> c;
        ComponentMapper<D> d;
        @SkipWire Random random = new Random();

        @Override
        protected void processSystem() {
            int entity = random.nextInt(20);
            c.set(entity, random.nextBoolean());
            if (d.set(entity, random.nextBoolean()) != null) {
                d.get(entity).value = random.nextDouble();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void exactlyThoseTurnsAreFoundThatChangeWhatTheyDoNotDeclare(long seed) {
        Random random = new Random(seed);
        Careless system = new Careless();
        Shuffling shuffling = new Shuffling();
        system.random = random;
        shuffling.random = random;
        World world = world(shuffling, system);
        for (int i = 0; i < 20; i++) {
            world.create();
        }
        int found = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            system.other = random.nextInt(4) == 0;
            try {
                world.process();
                assertThat(system.changed && Safety.CHECKED).as("tick %d", tick).isFalse();
            } catch (UndeclaredWriteException caught) {
                assertThat(system.changed).as("tick %d: %s", tick, caught).isTrue();
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(Safety.CHECKED ? 10 : 0);
    }
}
