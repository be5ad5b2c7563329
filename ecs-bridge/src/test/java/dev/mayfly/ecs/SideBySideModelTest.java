package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random systems in random order, some of which may run side by side, make the same world of any
 * number of threads as they make one after the other.
 */
class SideBySideModelTest extends WorldTest {

    private static final int TICKS = 60;
    private static final int ENTITIES = 90;

    /** A store of one column. */
    @SuppressWarnings("this-escape")
    public abstract static class Value extends SoaComponent {
        public final Ints value = ints(17);
    }

    public static final class A extends Value {}

    public static final class B extends Value {}

    public static final class C extends Value {}

    public static final class D extends Value {}

    /** A number that is told. */
    public static final class Told implements Poolable {
        int number;

        @Override
        public void reset() {
            number = 0;
        }
    }

    /** Another one, which the next tick hears too. */
    @Lifetime(ticks = 2)
    public static final class ToldTwice implements Poolable {
        int number;

        @Override
        public void reset() {
            number = 0;
        }
    }

    /** Mixes what it may read into what it may write. */
    abstract static class Mixer extends BaseEntitySystem {
        FrameArena frame;

        /** How many turns it has had as one of a group. */
        @SkipWire int turnsInGroups;

        @SkipWire final List<Ints> from = new ArrayList<>();
        @SkipWire final List<Ints> into = new ArrayList<>();

        Mixer() {
            super(Aspect.all(A.class));
        }

        @Override
        protected void initialize() {
            SystemAccess access = DeclaredAccess.of(getClass(), false);
            for (Class<? extends Value> type : List.of(A.class, B.class, C.class, D.class)) {
                Ints column = mapper(world, type).store().value;
                if (access.mayRead(type)) {
                    from.add(column);
                }
                if (access.mayWrite(type)) {
                    into.add(column);
                }
            }
        }

        @Override
        protected void processSystem() {
            turnsInGroups += isInGroup(world) ? 1 : 0;
            IntBag ids = subscription.getEntities();
            Ints mixed = frame.ints(ids.size() + 1);
            for (int i = 0; i < ids.size(); i++) {
                int hash = getClass().getSimpleName().hashCode() + ids.get(i);
                for (Ints column : from) {
                    hash = 31 * hash + column.get(ids.get(i));
                }
                mixed.set(i, hash + salt());
            }
            for (Ints column : into) {
                for (int i = 0; i < ids.size(); i++) {
                    column.add(ids.get(i), mixed.get(i));
                }
            }
            then(mixed);
        }

        int salt() {
            return 0;
        }

        void then(Ints mixed) {}
    }

    @Writes(A.class)
    static class WritesA extends Mixer {}

    @Writes(B.class)
    static class WritesB extends Mixer {}

    @FrameScoped
    @Writes(C.class)
    static class WritesC extends Mixer {}

    @Writes(D.class)
    static class WritesD extends Mixer {}

    @Reads(A.class)
    @Writes(B.class)
    static class FromAToB extends Mixer {}

    @FrameScoped
    @Reads({A.class, B.class})
    @Writes(C.class)
    static class FromAAndBToC extends Mixer {}

    @Reads(D.class)
    @Writes({A.class, C.class})
    static class FromDToAAndC extends Mixer {}

    /** What it writes is found by its field. */
    static class FieldD extends Mixer {
        D d;
    }

    @Reads({A.class, B.class, C.class, D.class})
    static class Teller extends Mixer {
        FrameEvents<Told> told;

        @Override
        void then(Ints mixed) {
            for (int i = 0; i < mixed.length(); i += 3) {
                told.emit().number = mixed.get(i);
            }
        }
    }

    @Reads({A.class, B.class, C.class, D.class})
    static class TwiceTeller extends Mixer {
        FrameEvents<ToldTwice> told;

        @Override
        void then(Ints mixed) {
            told.emit().number = mixed.get(0);
        }
    }

    @Writes(A.class)
    static class HearerA extends Mixer {
        FrameEvents<Told> told;
        FrameEvents<ToldTwice> toldTwice;

        @Override
        int salt() {
            int sum = toldTwice.size();
            for (int i = 0; i < told.size(); i++) {
                sum = 7 * sum + told.get(i).number;
            }
            return sum;
        }
    }

    @Writes(B.class)
    static class HearerB extends Mixer {
        FrameEvents<ToldTwice> toldTwice;

        @Override
        int salt() {
            int sum = 0;
            for (int i = 0; i < toldTwice.size(); i++) {
                sum = 7 * sum + toldTwice.get(i).number;
            }
            return sum;
        }
    }

    /** Changes structure by commands. */
    @Reads(A.class)
    @Writes({})
    static class Turnover extends Mixer {
        Commands commands;
        A a;
        B b;
        D d;
        final Archetype[] archetypes = new Archetype[1];

        @Override
        protected void initialize() {
            super.initialize();
            archetypes[0] = new ArchetypeBuilder().add(A.class).add(C.class).build(world);
        }

        @Override
        void then(Ints mixed) {
            IntBag ids = subscription.getEntities();
            for (int i = 0; i < ids.size(); i++) {
                switch ((mixed.get(i) & 0x7fff_ffff) % 40) {
                    case 0 -> commands.delete(ids.get(i));
                    case 1, 2 -> {
                        int made = commands.create(archetypes[0]);
                        commands.add(made, b);
                        commands.set(made, a.value, mixed.get(i));
                    }
                    case 3 -> commands.add(ids.get(i), d);
                    case 4 -> commands.remove(ids.get(i), b);
                    default -> {}
                }
            }
        }
    }

    /** Another one with commands, and a query. */
    @Reads({A.class, B.class})
    static class Culling extends BaseSystem {
        @All({A.class, B.class})
        EntityQuery query;

        Commands commands;
        A a;
        C c;

        @Override
        protected void processSystem() {
            Ints ids = query.entities();
            for (int i = ENTITIES; i < ids.length(); i++) {
                commands.delete(ids.get(i));
            }
            Ints sorted = query.sortedBy(a.value);
            for (int i = 0; i < sorted.length(); i++) {
                c.value.add(sorted.get(i), i);
            }
        }
    }

    /** Changes structure itself. */
    static class Alone extends BaseEntitySystem {
        Alone() {
            super(Aspect.all(B.class).exclude(D.class));
        }

        @Override
        protected void processSystem() {
            IntBag ids = subscription.getEntities();
            if (ids.size() > ENTITIES / 2) {
                world.delete(ids.get(ids.size() / 2));
                mapper(world, D.class).create(ids.get(0));
            }
        }

        @Override
        protected void inserted(int entity) {
            mapper(world, B.class).store().value.add(entity, 1);
        }
    }

    private static List<BaseSystem> systems() {
        return new ArrayList<>(
                List.of(
                        new WritesA(),
                        new WritesB(),
                        new WritesC(),
                        new WritesD(),
                        new FromAToB(),
                        new FromAAndBToC(),
                        new FromDToAAndC(),
                        new FieldD(),
                        new Teller(),
                        new TwiceTeller(),
                        new HearerA(),
                        new HearerB(),
                        new Turnover(),
                        new Culling(),
                        new Alone()));
    }

    /** Whether the turn that is on is one of several: then nobody may tick the world. */
    private static boolean isInGroup(World world) {
        try {
            BridgeSystem.of(world, WorkersOfWorld.class, "This")
                    .workers()
                    .requireNoLoop("It was asked", "ask later");
            return false;
        } catch (ParallelMisuseException beside) {
            return true;
        }
    }

    /** What the world is after each tick, and how many turns were taken in groups. */
    private record Run(List<String> ticks, int turnsInGroups) {}

    /** Ticks a world, in which random systems are off at times. */
    private Run run(long seed, int workers) {
        Random random = new Random(seed);
        List<BaseSystem> systems = systems();
        Collections.shuffle(systems, random);
        MayflyPlugin plugin = plugin();
        if (workers > 0) {
            plugin.sideBySide().workers(workers);
        }
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin)
                                .with(systems.toArray(BaseSystem[]::new))
                                .build());
        for (int i = 0; i < ENTITIES; i++) {
            int entity = world.create();
            mapper(world, A.class).create(entity);
            if (i % 3 != 0) {
                mapper(world, B.class).create(entity);
            }
            if (i % 2 == 0) {
                mapper(world, C.class).create(entity);
            } else {
                mapper(world, D.class).create(entity);
            }
        }
        List<String> ticks = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            BaseSystem toggled = systems.get(random.nextInt(systems.size()));
            toggled.setEnabled(!toggled.isEnabled() || random.nextInt(3) > 0);
            world.process();
            ticks.add(describe(world));
        }
        world.dispose();
        int turnsInGroups = 0;
        for (BaseSystem system : systems) {
            turnsInGroups += system instanceof Mixer mixer ? mixer.turnsInGroups : 0;
        }
        return new Run(ticks, turnsInGroups);
    }

    private static String describe(World world) {
        StringBuilder all = new StringBuilder();
        for (Class<? extends Value> type : List.of(A.class, B.class, C.class, D.class)) {
            IntBag ids = world.getAspectSubscriptionManager().get(Aspect.all(type)).getEntities();
            Ints values = mapper(world, type).store().value;
            all.append(type.getSimpleName());
            for (int i = 0; i < ids.size(); i++) {
                all.append(' ').append(ids.get(i)).append('=').append(values.get(ids.get(i)));
            }
            all.append('\n');
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void anyNumberOfThreadsMakesTheSameWorld(long seed) {
        Run inOrder = run(seed, 0);
        Run[] beside = {run(seed, 1), run(seed, 2), run(seed, 4)};

        assertThat(inOrder.turnsInGroups()).isZero();
        assertThat(beside[0].turnsInGroups()).as("turns in groups").isGreaterThan(TICKS);
        for (Run run : beside) {
            assertThat(run.turnsInGroups()).isEqualTo(beside[0].turnsInGroups());
            for (int tick = 0; tick < TICKS; tick++) {
                assertThat(run.ticks().get(tick))
                        .as("tick %d of seed %d", tick, seed)
                        .isEqualTo(inOrder.ticks().get(tick));
            }
        }
    }
}
