package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.annotations.DelayedComponentRemoval;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What nobody is asked about before it is written, most of all the fields of plain components, is
 * found from checked on when the turn ends.
 */
@Storage.OfDenseColumns // a segment is what columns are written through
class ChangedInTurnTest extends WorldTest {

    /** A holder, as every game has one. */
    public static final class Point {
        public float x;
        public float y;
    }

    /** Points at the next one. */
    public static final class Link {
        public @Nullable Link next;
        public int number;
    }

    /** Goes through itself with an iterator that it keeps. */
    @SuppressWarnings("UnusedVariable")
    public static final class Ring implements Iterable<Integer> {
        private @Nullable Iterator<Integer> kept;
        private @Nullable Numbers numbers;
        int size = 3;

        /** Another way through it. */
        static final class Numbers implements Iterable<Integer> {
            @Override
            public Iterator<Integer> iterator() {
                return List.of(1).iterator();
            }
        }

        @Override
        public Iterator<Integer> iterator() {
            numbers = new Numbers();
            kept = List.of(size).iterator();
            return kept;
        }
    }

    public enum Mood {
        CALM,
        ANGRY
    }

    /** What bodies have in common. */
    public abstract static class Named extends Component {
        private String name = "nobody";
    }

    /** A plain component with all that one may hold. */
    public static class Body extends Named {
        private int count = 1;
        long time = 2;
        double mass = 3;
        float heat = 4;
        short team = 5;
        byte layer = 6;
        char letter = 'a';
        boolean alive = true;
        Integer boxed = 1_000;
        Mood mood = Mood.CALM;
        Object anything = new Object();
        final Point at = new Point();
        final float[] weights = new float[3];
        final boolean[] doors = new boolean[3];
        final Point[] path = {new Point(), new Point()};
        final double[][] matrix = new double[2][2];
        final List<Point> friends = new ArrayList<>(List.of(new Point()));
        final Map<String, Point> places = new HashMap<>(Map.of("home", new Point()));
        final IntBag ids = new IntBag();
        final Bag<Point> bag = new Bag<>();
        final Ring ring = new Ring();
        Link link = new Link();
        transient int cache = 1;
        static int shared = 1;
        @Nullable Body other;
        @Nullable World world;

        {
            Link end = link;
            for (int i = 0; i < 6; i++) {
                end.next = new Link();
                end = end.next;
            }
            end.next = link;
            bag.add(new Point());
            ids.add(3);
        }

        Link link(int away) {
            Link found = link;
            for (int i = 0; i < away; i++) {
                found = found.next;
            }
            return found;
        }
    }

    /** Another plain component. */
    public static class Mind extends Component {
        int thoughts;
        @Nullable Body body;
    }

    /** A third one, whose objects are used again. */
    public static class Wound extends PooledComponent {
        int depth = 1;

        @Override
        protected void reset() {
            depth = 0;
        }
    }

    /** A fourth one, which stays for a while. */
    @DelayedComponentRemoval
    public static class Trace extends Component {
        int age;
    }

    /** Does what a test tells it, with all that there is. */
    static class Everything extends BaseSystem {
        Position position;
        ComponentMapper<Body> bodies;
        ComponentMapper<Mind> minds;
        ComponentMapper<Wound> wounds;
        ComponentMapper<Trace> traces;
        FrameMapper<Hit> hits;
        Hit.Rows rows;
        FrameEvents<Hit.OfTwo> events;
        Velocity velocity;

        @SkipWire Consumer<Everything> turn = _ -> {};
        @SkipWire @Nullable MemorySegment segment;
        @SkipWire @Nullable MemorySegment rowsSegment;
        @SkipWire EntityTransmuter giving;
        @SkipWire EntityTransmuter taking;
        @SkipWire Archetype archetype;

        @Override
        protected void initialize() {
            giving = new EntityTransmuterFactory(world).add(Mind.class).build();
            taking = new EntityTransmuterFactory(world).remove(Position.class).build();
            archetype = new ArchetypeBuilder().add(Velocity.class).add(Body.class).build(world);
        }

        World worldOf() {
            return world;
        }

        Body body() {
            return bodies.get(0);
        }

        @Override
        protected void processSystem() {
            turn.accept(this);
        }
    }

    @Writes(Velocity.class)
    static class OnlyVelocity extends Everything {}

    @Writes({
        Velocity.class,
        Position.class,
        Body.class,
        Mind.class,
        Wound.class,
        Trace.class,
        Hit.class,
        Hit.Rows.class,
        Hit.OfTwo.class
    })
    static class DeclaresAll extends Everything {}

    /** A way to write, on entity 0, and how the message tells of it. */
    enum Way {
        INT(w -> w.body().count++, "changed Body.count of entity 0 from 1 to 2"),
        LONG(w -> w.body().time++, "changed Body.time of entity 0 from 2 to 3"),
        DOUBLE(w -> w.body().mass++, "changed Body.mass of entity 0 from 3.0 to 4.0"),
        FLOAT(w -> w.body().heat++, "changed Body.heat of entity 0 from 4.0 to 5.0"),
        ZERO(w -> w.body().at.x = -0f, "changed Body.at.x of entity 0 from 0.0 to -0.0"),
        SHORT(w -> w.body().team++, "changed Body.team of entity 0 from 5 to 6"),
        BYTE(w -> w.body().layer++, "changed Body.layer of entity 0 from 6 to 7"),
        CHAR(w -> w.body().letter++, "changed Body.letter of entity 0 from a to b"),
        BOOLEAN(w -> w.body().alive = false, "changed Body.alive of entity 0 from true to false"),
        BOXED(w -> w.body().boxed = 7, "changed Body.boxed of entity 0 from 1000 to 7"),
        ENUM(w -> w.body().mood = Mood.ANGRY, "Body.mood of entity 0 from CALM to ANGRY"),
        OF_PARENT(
                w -> ((Named) w.body()).name = "Ann",
                "Body.name of entity 0 from 'nobody' to 'Ann'"),
        LONG_TEXT(w -> ((Named) w.body()).name = "x".repeat(50), "to '" + "x".repeat(40) + "...'"),
        NULL(w -> w.body().anything = null, "Body.anything of entity 0 from Object to null"),
        REFERENCE(
                w -> w.body().anything = new Object(),
                "changed Body.anything of entity 0 from Object to another Object"),
        HELD(w -> w.body().at.y = 9, "changed Body.at.y of entity 0 from 0.0 to 9.0"),
        ARRAY(w -> w.body().weights[2] = 9, "changed Body.weights[2] of entity 0 from 0.0 to 9.0"),
        FLAGS(w -> w.body().doors[1] = true, "Body.doors[1] of entity 0 from false to true"),
        MATRIX(w -> w.body().matrix[1][0] = 1, "Body.matrix[1][0] of entity 0 from 0.0 to 1.0"),
        IN_ARRAY(w -> w.body().path[1].x = 2, "changed Body.path[1].x of entity 0 from 0.0 to 2.0"),
        ELEMENT(
                w -> w.body().path[1] = new Point(),
                "changed Body.path[1] of entity 0 from Point to another Point"),
        IN_LIST(w -> w.body().friends.get(0).x = 2, "Body.friends[0].x of entity 0 from 0.0 to 2"),
        OF_LIST(
                w -> w.body().friends.clear(),
                "Body.friends of entity 0 from 1 values to 0 values"),
        IN_MAP(w -> w.body().places.get("home").x = 2, "Body.places.value[0].x of entity 0"),
        OF_MAP(w -> w.body().places.put("work", new Point()), "Body.places of entity 0 from 2"),
        IN_INT_BAG(w -> w.body().ids.set(0, 4), "Body.ids.data[0] of entity 0 from 3 to 4"),
        IN_BAG(w -> w.body().bag.get(0).x = 2, "changed Body.bag.data[0].x of entity 0"),
        IN_ITERABLE(w -> w.body().ring.size = 4, "changed Body.ring.size of entity 0 from 3 to 4"),
        FAR(w -> w.body().link(3).number = 1, "Body.link.next.next.next.number of entity 0"),
        OTHER_ENTITY(
                w -> w.minds.get(1).thoughts = 8, "changed Mind.thoughts of entity 1 from 0 to 8"),
        POOLED(w -> w.wounds.get(0).depth = 5, "changed Wound.depth of entity 0 from 1 to 5"),
        VALUE(w -> w.hits.get(0).damage = 5, "changed Hit.damage of entity 0 from 3 to 5"),
        EVENT(w -> w.events.get(1).damage = 5, "changed OfTwo.damage of event 1 from 4 to 5"),
        SEGMENT(
                w -> w.segment.setAtIndex(ValueLayout.JAVA_FLOAT, 1, 5f),
                "changed Position.y of entity 1 from 7.0 to 5.0"),
        SEGMENT_OF_TICK(
                w -> w.rowsSegment.setAtIndex(ValueLayout.JAVA_INT, 0, 5),
                "changed Rows.damage of entity 0 from 2 to 5"),
        GIVING(w -> w.giving.transmute(0), "gave entity 0 a Mind"),
        TAKING(w -> w.taking.transmute(0), "took Position from entity 0"),
        BOTH(
                w -> {
                    new EntityTransmuterFactory(w.worldOf())
                            .remove(Body.class)
                            .build()
                            .transmute(0);
                    new EntityTransmuterFactory(w.worldOf()).add(Body.class).build().transmute(0);
                },
                "replaced the Body of entity 0"),
        ARCHETYPE(w -> w.worldOf().create(w.archetype), "gave entity 2 a Body");

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        final Consumer<Everything> turn;

        final String told;

        Way(Consumer<Everything> turn, String told) {
            this.turn = turn;
            this.told = told;
        }
    }

    /** Gives the world what the ways write to, at the beginning of each tick. */
    static class Preparing extends BaseSystem {
        FrameMapper<Hit> hits;
        FrameEvents<Hit.OfTwo> events;
        Hit.Rows rows;

        @Override
        protected void processSystem() {
            hits.create(0).damage = 3;
            events.emit().damage = 3;
            events.emit().damage = 4;
            rows.damage.set(rows.touch(0), 2);
        }
    }

    private World populated(Everything system, BaseSystem... more) {
        BaseSystem[] all = new BaseSystem[more.length + 2];
        all[0] = new Preparing();
        all[1] = system;
        System.arraycopy(more, 0, all, 2, more.length);
        World world = world(all);
        populate(world);
        system.segment = system.position.y.asSegment();
        system.rowsSegment = system.rows.damage.asSegment();
        return world;
    }

    private static void populate(World world) {
        for (int i = 0; i < 2; i++) {
            int entity = world.create();
            mapper(world, Position.class).create(entity);
            world.getMapper(Body.class).create(entity);
            world.getMapper(Wound.class).create(entity);
            world.getMapper(Trace.class).create(entity);
        }
        world.getMapper(Mind.class).create(1);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWhenTheTurnEnds(Way way) {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        world.process();
        system.turn = way.turn;
        if (!Safety.CHECKED) {
            assertThatCode(world::process).doesNotThrowAnyException();
            return;
        }

        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining("System " + OnlyVelocity.class.getName() + " ")
                .withMessageContaining(way.told)
                .withMessageContaining(" in its turn, but declares that it only reads ")
                .withMessageContaining(".class to its @Writes");

        system.turn = _ -> {};
        world.process();
        world.process();
    }

    @ParameterizedTest
    @EnumSource
    void isNoneWhereTheTypeIsDeclared(Way way) {
        DeclaresAll system = new DeclaresAll();
        World world = populated(system);
        system.turn = way.turn;

        world.process();
    }

    @ParameterizedTest
    @EnumSource
    void isNoneWhereNothingIsDeclared(Way way) {
        Everything system = new Everything();
        World world = populated(system);
        system.turn = way.turn;

        world.process();
    }

    /** What may be done by a system that has declared nothing but velocity. */
    private void expectQuiet(Consumer<Everything> turn) {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        for (int i = 0; i < 3; i++) {
            system.turn = turn;
            world.process();
        }
    }

    @Test
    void whatIsReadIsNotChanged() {
        expectQuiet(
                w -> {
                    for (Integer number : w.body().ring) {
                        assertThat(number).isEqualTo(3);
                    }
                    for (Point point : w.body().bag) {
                        assertThat(point.x).isZero();
                    }
                    w.body().friends.forEach(friend -> assertThat(friend.x).isZero());
                });
    }

    @Test
    void transientAndStaticFieldsBelongToNobody() {
        expectQuiet(
                w -> {
                    w.body().cache++;
                    Body.shared++;
                });
    }

    @Test
    void anEqualNumberOrTextIsNoChange() {
        expectQuiet(
                w -> {
                    w.body().boxed = Integer.valueOf(new String("1000"));
                    ((Named) w.body()).name = new String("nobody");
                });
    }

    @Test
    void whatIsFartherAwayThanFourReferencesIsNotSeen() {
        expectQuiet(w -> w.body().link(4).number++);
    }

    @Test
    void entitiesComeAndGoAndWhatIsNewIsFreelyWritten() {
        expectQuiet(
                w -> {
                    int made = w.worldOf().create();
                    w.velocity.mapper().create(made);
                    w.velocity.x.set(made, 3f);
                    w.worldOf().delete(made == 2 ? 1 : 2);
                });
    }

    @Writes({Velocity.class, Wound.class, Trace.class})
    static class Healer extends Everything {}

    @Test
    void removedComponentsOfADeclaredTypeAreResetAndKeptAsArtemisDoes() {
        Healer system = new Healer();
        World world = populated(system, new OnlyVelocity());
        for (int i = 0; i < 4; i++) {
            system.turn =
                    w -> {
                        for (int e = 0; e < 2; e++) {
                            if (w.wounds.has(e)) {
                                w.wounds.remove(e);
                                w.traces.remove(e);
                            } else {
                                w.wounds.create(e).depth = 4;
                                w.traces.create(e).age = 5;
                            }
                        }
                    };
            world.process();
        }
        world.delete(0);
        world.process();
        assertThat(world.create()).isZero();
        world.getMapper(Wound.class).create(0);
        system.turn = _ -> {};
        world.process();
    }

    @Test
    void otherComponentsAndTheWorldAreNoPartOfAComponent() {
        DeclaresAll first = new DeclaresAll();
        MindsOnly second = new MindsOnly();
        World world = populated(first, second);
        first.body().world = world;
        first.body().other = first.bodies.get(1);
        first.minds.get(1).body = first.body();
        second.turn = w -> w.minds.get(1).thoughts++;
        world.process();

        if (Safety.CHECKED) {
            second.turn = w -> w.minds.get(1).body.other.count = 77;
            assertThatThrownBy(world::process)
                    .hasMessageContaining("changed Body.count of entity 1 from 1 to 77");
        }
    }

    @Test
    void whatATurnMayWriteIsNotComparedWhereAnotherComponentHoldsIt() {
        DeclaresAll first = new DeclaresAll();
        HitsOnly second = new HitsOnly();
        World world = populated(first, second);
        Body detached = new Body();
        first.turn =
                w -> {
                    w.body().anything = w.hits.get(0);
                    w.body().other = detached;
                };
        second.turn =
                w -> {
                    w.hits.get(0).damage++;
                    w.body().other.count++;
                };

        world.process();

        assertThat(detached.count).isEqualTo(2);
    }

    @Writes(Hit.class)
    static class HitsOnly extends Everything {}

    @Writes(Mind.class)
    static class MindsOnly extends Everything {}

    @Writes(Body.class)
    static class BodiesOnly extends Everything {}

    @Test
    void listenersCommandsAndProgramsBetweenTicksMayWrite() {
        OnlyVelocity system = new OnlyVelocity();
        Recorder recorder = new Recorder();
        World world = populated(system, recorder, new Listening());
        world.process();
        system.body().count = 5;

        world.process();

        assertThat(system.position.y.get(0)).isEqualTo(9f);
        assertThat(system.bodies.has(0)).isTrue();
        assertThat(system.minds.get(0).thoughts).isEqualTo(3);
    }

    @Writes({})
    static class Recorder extends BaseSystem {
        Commands commands;
        Position position;
        ComponentMapper<Mind> minds;

        @Override
        protected void processSystem() {
            commands.set(0, position.y, 9f);
            commands.add(0, minds);
        }
    }

    /** What it does when told is not the turn of the system before. */
    static class Listening extends BaseEntitySystem {
        ComponentMapper<Mind> minds;

        Listening() {
            super(Aspect.all(Mind.class));
        }

        @Override
        protected void inserted(int entity) {
            minds.get(entity).thoughts = 3;
        }

        @Override
        protected void processSystem() {}
    }

    @Test
    void whatSystemsOfATickInsideOfATurnWriteIsTheirs() {
        expectTheirs(new BodiesOnly());
        expectTheirs(new Everything());
    }

    private void expectTheirs(Everything inner) {
        OnlyVelocity outer = new OnlyVelocity();
        World world = populated(outer, inner);
        inner.turn = w -> w.body().count++;
        outer.turn =
                w -> {
                    outer.setEnabled(false);
                    w.worldOf().process();
                    outer.setEnabled(true);
                };

        world.process();

        assertThat(outer.body().count).isEqualTo(3);
    }

    @Test
    void aTurnThatFailsIsNotCompared() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        system.turn =
                w -> {
                    w.body().count++;
                    throw new IllegalStateException("on purpose");
                };

        assertThatThrownBy(world::process).hasMessage("on purpose");

        system.turn = _ -> {};
        world.process();
    }

    @Test
    void whatIsFoundStaysAndTheNextTickIsSound() {
        assumeTrue(Safety.CHECKED);
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        system.turn = w -> w.giving.transmute(0);

        assertThatThrownBy(world::process).isInstanceOf(UndeclaredWriteException.class);

        system.turn = _ -> {};
        world.process();
        assertThat(system.minds.has(0)).isTrue();
        assertThat(arena.depth()).isZero();
    }

    @Test
    void aTypeThatTheWorldMeetsLateIsComparedToo() {
        assumeTrue(Safety.CHECKED);
        Stranger system = new Stranger();
        World world = world(system);
        world.process();
        world.getMapper(Mind.class).create(world.create());

        assertThatThrownBy(world::process)
                .isInstanceOf(UndeclaredWriteException.class)
                .hasMessageContaining("changed Mind.thoughts of entity 0 from 0 to 1")
                .hasMessageContaining("does not declare that it uses Mind");
    }

    @Writes(Velocity.class)
    static class Stranger extends BaseSystem {
        @Override
        protected void processSystem() {
            if (world.getMapper(Mind.class).has(0)) {
                world.getMapper(Mind.class).get(0).thoughts++;
            }
        }
    }
}
