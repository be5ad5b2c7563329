package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.spatial.SpatialGrid;
import dev.mayfly.ecs.spatial.SweepAndPrune;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

/** What belongs to one world and is handed to another is refused, and changes neither. */
class OtherWorldTest extends WorldTest {

    /** A component with a column of each kind that queries take. */
    public static class Body extends SoaComponent {
        public final Floats x = floats();
        public final Ints team = ints();
        public final Handles target = handles();
    }

    /** As {@link Body}, for the tick. */
    public static class Push extends FrameComponent {
        public final Floats x = floats();
    }

    /** An event. */
    public static class Bump implements Poolable {
        @Override
        public void reset() {}
    }

    /** Does in its turn what a test says. */
    static class Acting extends BaseSystem {
        Commands commands;
        Body body;
        Push push;
        SoaMapper<Body> bodies;
        FrameArena frame;
        FrameEvents<Bump> bumps;

        @All(Body.class)
        EntityQuery query;

        @Nullable Archetype archetype;
        @Nullable Consumer<Acting> turn;

        @Override
        protected void initialize() {
            archetype = new ArchetypeBuilder().add(Body.class).build(world);
        }

        @Override
        protected void processSystem() {
            Consumer<Acting> now = turn;
            turn = null;
            if (now != null) {
                now.accept(this);
            }
        }
    }

    /** Emits, in parallel, to whichever events it is given. */
    @All(Body.class)
    static class Emitting extends ParallelSpanSystem {
        Body body;
        @Nullable FrameEvents<Bump> target;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            if (target != null) {
                worker.events(target).emit();
            }
        }
    }

    private final Acting acting = new Acting();
    private final Emitting emitting = new Emitting();
    private final World world = world(acting, emitting);
    private final Acting foreign = new Acting();
    private final World other = world(foreign);

    @BeforeEach
    void populate() {
        for (int i = 0; i < 5; i++) {
            acting.bodies.create(world.create());
            foreign.bodies.create(other.create());
        }
        world.process();
        other.process();
    }

    private void refusedInTick(String part, Consumer<Acting> use) {
        acting.turn = a -> requireRefused(part, () -> use.accept(a));
        world.process();
        other.process();
        for (int i = 0; i < 6; i++) {
            assertThat(acting.body.x.get(i)).isZero();
            assertThat(foreign.body.x.get(i)).isZero();
            assertThat(acting.bodies.has(i)).isEqualTo(i < 5);
            assertThat(foreign.bodies.has(i)).isEqualTo(i < 5);
        }
        for (World each : new World[] {world, other}) {
            IntBag all = each.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
            assertThat(all.size()).isEqualTo(5);
        }
        assertThat(acting.commands.skipped()).isZero();
    }

    private static void requireRefused(String part, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(ForeignComponentException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("world");
    }

    @Test
    void aColumnInACommandIsRefused() {
        refusedInTick("Body.x", a -> a.commands.set(2, foreign.body.x, 9f));
        refusedInTick("Body.team", a -> a.commands.set(2, foreign.body.team, 9));
        refusedInTick("Body.target", a -> a.commands.set(2, foreign.body.target, 0L));
        refusedInTick("Body.target", a -> a.commands.set(2, foreign.body.target, 1));
        refusedInTick("Push.x", a -> a.commands.set(2, foreign.push.x, 9f));
    }

    @Test
    void aBufferThatIsNoColumnOfTheWorldInACommandIsRefused() {
        Floats own = new SoaBuffer("Own").floats();
        refusedInTick("Floats", a -> a.commands.set(2, a.frame.floats(8), 9f));
        refusedInTick("Own", a -> a.commands.set(2, own, 9f));
    }

    @Test
    void aColumnOfATransientComponentOfTheSameWorldIsNot() {
        acting.turn =
                a -> {
                    a.push.touch(2);
                    a.commands.set(2, a.push.x, 9f);
                };
        world.process();

        assertThat(acting.push.x.get(2)).isEqualTo(9f);
    }

    @Test
    void aStoreOrMapperInACommandIsRefused() {
        refusedInTick("Body", a -> a.commands.add(2, foreign.body));
        refusedInTick("Body", a -> a.commands.remove(2, foreign.bodies));
    }

    @Test
    void anArchetypeInACommandIsRefusedAndItsOwnIsNot() {
        refusedInTick("archetype", a -> a.commands.create(foreign.archetype));

        acting.turn = a -> a.commands.create(a.archetype);
        world.process();
        assertThat(acting.bodies.has(5)).isTrue();
    }

    @Test
    void aColumnInAQueryIsRefusedAndOneOfNoWorldIsNot() {
        Groups groups = new Groups();
        SoaBuffer own = new SoaBuffer("Own");
        Floats rank = own.floats();
        own.ensureRows(5);
        refusedInTick("sortedBy", a -> a.query.sortedBy(foreign.body.x));
        refusedInTick("sortedBy", a -> a.query.sortedBy(foreign.body.team));
        refusedInTick("groupBy", a -> a.query.groupBy(foreign.body.team, groups));
        refusedInTick("topK", a -> a.query.topK(foreign.body.x, 2));
        refusedInTick("topK", a -> a.query.topK(foreign.body.team, 2));
        acting.turn = a -> assertThat(a.query.sortedBy(rank).length()).isEqualTo(5);
        world.process();
    }

    @Test
    void columnsOfTwoWorldsInOneSearchAreRefused() {
        SpatialGrid grid = new SpatialGrid(1f);
        refusedInTick(
                "two worlds",
                a -> grid.build(a.frame, a.query.entities(), a.body.x, foreign.body.x));
        refusedInTick(
                "two worlds",
                a -> {
                    IntList found = a.frame.intList(8);
                    Floats x = a.body.x;
                    SweepAndPrune.pairs(
                            a.frame, a.query.entities(), x, x, x, foreign.body.x, found);
                });
    }

    @Test
    void eventsInAParallelBodyAreRefused() {
        emitting.target = foreign.bumps;
        requireRefused("Bump", world::process);
        emitting.target = acting.bumps;
        world.process();
        assertThat(foreign.bumps.size()).isZero();
    }
}
