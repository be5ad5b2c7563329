package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.DelayedComponentRemoval;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.MissingComponentException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * From checked on a row of a column is used for an entity that has the component, or not at all.
 */
class OwnedRowsTest extends WorldTest {

    /** A column of each type. */
    public static final class Body extends SoaComponent {
        public final Floats floats = floats(1f);
        public final Ints ints = ints(1);
        public final Longs longs = longs(1);
        public final Doubles doubles = doubles(1);
        public final Shorts shorts = shorts((short) 1);
        public final Bytes bytes = bytes((byte) 1);
    }

    @DelayedComponentRemoval
    public static final class Lasting extends SoaComponent {
        public final Ints value = ints();
    }

    public static class Plain extends Component {}

    enum Use {
        READ_FLOAT("Body.floats", false, (body, e) -> body.floats.get(e)),
        READ_INT("Body.ints", false, (body, e) -> body.ints.get(e)),
        READ_LONG("Body.longs", false, (body, e) -> body.longs.get(e)),
        READ_DOUBLE("Body.doubles", false, (body, e) -> body.doubles.get(e)),
        READ_SHORT("Body.shorts", false, (body, e) -> body.shorts.get(e)),
        READ_BYTE("Body.bytes", false, (body, e) -> body.bytes.get(e)),
        SET_FLOAT("Body.floats", true, (body, e) -> body.floats.set(e, 9)),
        SET_INT("Body.ints", true, (body, e) -> body.ints.set(e, 9)),
        SET_LONG("Body.longs", true, (body, e) -> body.longs.set(e, 9)),
        SET_DOUBLE("Body.doubles", true, (body, e) -> body.doubles.set(e, 9)),
        SET_SHORT("Body.shorts", true, (body, e) -> body.shorts.set(e, (short) 9)),
        SET_BYTE("Body.bytes", true, (body, e) -> body.bytes.set(e, (byte) 9)),
        ADD_FLOAT("Body.floats", true, (body, e) -> body.floats.add(e, 9)),
        ADD_INT("Body.ints", true, (body, e) -> body.ints.add(e, 9)),
        ADD_LONG("Body.longs", true, (body, e) -> body.longs.add(e, 9)),
        ADD_DOUBLE("Body.doubles", true, (body, e) -> body.doubles.add(e, 9)),
        ADD_SHORT("Body.shorts", true, (body, e) -> body.shorts.add(e, (short) 9)),
        ADD_BYTE("Body.bytes", true, (body, e) -> body.bytes.add(e, (byte) 9));

        final String column;
        final boolean writes;

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        final ObjIntConsumer<Body> use;

        Use(String column, boolean writes, ObjIntConsumer<Body> use) {
            this.column = column;
            this.writes = writes;
            this.use = use;
        }

        void of(Body body, int entity) {
            use.accept(body, entity);
        }
    }

    static class Acting extends BaseSystem {
        Body body;
        Lasting lasting;
        Hit.Rows rows;
        Commands commands;
        SoaMapper<Body> bodies;
        Runnable turn = () -> {};

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    /** Hears of entities that lose the component, and reads what they had. */
    static class Hearing extends BaseEntitySystem {
        Body body;
        final List<Integer> read = new ArrayList<>();

        Hearing() {
            super(Aspect.all(Body.class));
        }

        @Override
        protected void removed(int entity) {
            read.add(body.ints.get(entity));
        }

        @Override
        protected void processSystem() {}
    }

    private final Acting acting = new Acting();
    private final Hearing hearing = new Hearing();
    private final World world = world(acting, hearing);

    private int withBody() {
        int entity = world.create();
        mapper(world, Body.class).create(entity);
        return entity;
    }

    /** Uses a row, and sees to it that it is refused, and by what message. */
    private void expectRefused(Use use, int entity, String... told) {
        if (Safety.CHECKED) {
            assertThatThrownBy(() -> use.of(acting.body, entity))
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining(
                            "Column " + use.column + " was " + (use.writes ? "written" : "read"))
                    .hasMessageContaining("for entity " + entity + ", which has no Body")
                    .satisfies(refused -> assertThat(refused.getMessage()).contains(List.of(told)));
        } else if (Storage.SPARSE) {
            // Refused where there is no row; there is one to the end of the tick.
            assertThat(catchThrowable(() -> use.of(acting.body, entity)))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            refused ->
                                    assertThat(refused)
                                            .isInstanceOf(MissingComponentException.class)
                                            .hasMessageContaining("which has no Body"));
        } else {
            use.of(acting.body, entity);
        }
    }

    private void inTick(Runnable turn) {
        acting.turn = turn;
        world.process();
        acting.turn = () -> {};
    }

    @ParameterizedTest
    @EnumSource
    void theRowOfAnEntityWithoutTheComponentIsRefusedInATickAndBetweenTwo(Use use) {
        int entity = world.create();
        world.getMapper(Plain.class).create(entity);
        mapper(world, Lasting.class).create(entity);

        expectRefused(use, entity, "It has", "Plain", "Lasting");
        inTick(() -> expectRefused(use, entity, "It has", "Plain", "Lasting"));
    }

    @ParameterizedTest
    @EnumSource
    void theRowOfAnEntityWithTheComponentIsThere(Use use) {
        int entity = withBody();

        use.of(acting.body, entity);
        inTick(() -> use.of(acting.body, entity));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedWriteLeavesTheRowAsItWas(Use use) {
        int entity = withBody();
        mapper(world, Body.class).remove(entity);

        expectRefusedOrRead(use, entity);

        if (Safety.CHECKED) {
            Body body = acting.body;
            assertThat(
                            new double[] {
                                body.floats.get(entity),
                                body.ints.get(entity),
                                body.longs.get(entity),
                                body.doubles.get(entity),
                                body.shorts.get(entity),
                                body.bytes.get(entity)
                            })
                    .containsOnly(1);
        }
    }

    private void expectRefusedOrRead(Use use, int entity) {
        if (use.writes) {
            expectRefused(use, entity, "lost it in this tick");
        } else {
            use.of(acting.body, entity);
        }
    }

    @Test
    void anIdThatNobodyHasHadIsSaidToBeSo() {
        withBody();

        expectRefused(Use.READ_INT, 5, "No entity has had this id yet");
    }

    @Test
    void anIdOfAnEntityThatARestoreHasUndoneIsSaidToBeNobodys() {
        withBody();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        int undone = withBody();
        world.process();
        snapshot.restore();
        world.process();

        expectRefused(Use.READ_INT, undone, "No entity has had this id yet");
        expectRefused(Use.SET_INT, undone, "No entity has had this id yet");
    }

    @Test
    void anIdThatNobodyHasAnyMoreIsSaidToBeSo() {
        int entity = withBody();
        world.process();
        world.delete(entity);
        world.process();

        expectRefused(Use.READ_INT, entity, "deleted in an earlier tick");
        expectRefused(Use.SET_INT, entity, "deleted in an earlier tick");
    }

    @Test
    void theNextEntityOfAnIdDoesNotFindTheRowOfTheOneBefore() {
        int entity = withBody();
        acting.body.ints.set(entity, 7);
        world.process();
        world.delete(entity);
        world.process();

        assertThat(world.create()).isEqualTo(entity);

        expectRefused(Use.READ_INT, entity, "It has no components");
    }

    @Test
    void whatWasRemovedIsReadToTheEndOfTheTickAndNotWritten() {
        int entity = withBody();
        world.process();
        inTick(
                () -> {
                    acting.body.ints.set(entity, 7);
                    acting.bodies.remove(entity);
                    assertThat(acting.body.ints.get(entity)).isEqualTo(7);
                    expectRefused(Use.SET_FLOAT, entity, "lost it in this tick");
                });

        assertThat(hearing.read).containsExactly(7);
        expectRefused(Use.READ_INT, entity, "It has no components");
    }

    @Test
    void whatWasRemovedBetweenTwoTicksIsReadToTheEndOfTheNext() {
        int entity = withBody();
        world.process();
        acting.body.ints.set(entity, 7);

        acting.bodies.remove(entity);
        assertThat(acting.body.ints.get(entity)).isEqualTo(7);
        inTick(() -> assertThat(acting.body.ints.get(entity)).isEqualTo(7));

        assertThat(hearing.read).containsExactly(7);
        expectRefused(Use.READ_INT, entity, "It has no components");
    }

    @Test
    void anEntityThatIsDeletedHasItsRowToTheEndOfTheTick() {
        int entity = withBody();
        world.process();
        inTick(
                () -> {
                    world.delete(entity);
                    acting.body.ints.set(entity, 7);
                });

        assertThat(hearing.read).containsExactly(7);
        expectRefused(Use.READ_INT, entity, "deleted in an earlier tick");
    }

    @Test
    void listenersOfATickThatFailedReadInTheNext() {
        int entity = withBody();
        world.process();
        acting.turn =
                () -> {
                    acting.bodies.remove(entity);
                    throw new IllegalStateException("on purpose");
                };
        assertThatThrownBy(world::process).hasMessage("on purpose");
        acting.turn = () -> {};

        assertThatCode(world::process).doesNotThrowAnyException();

        assertThat(hearing.read).containsExactly(1);
        expectRefused(Use.READ_INT, entity, "It has no components");
    }

    @Test
    void delayedRemovalChangesNothingInThat() {
        int entity = world.create();
        mapper(world, Lasting.class).create(entity);
        world.process();

        inTick(
                () -> {
                    mapper(world, Lasting.class).remove(entity);
                    assertThat(acting.lasting.value.get(entity)).isZero();
                });

        if (Storage.REFUSES_STRAY_ROWS) {
            assertThatThrownBy(() -> acting.lasting.value.get(entity))
                    .isInstanceOf(MissingComponentException.class);
        }
    }

    @Test
    void anEntityThatHasItAgainHasARowAgain() {
        int entity = withBody();
        world.process();
        inTick(
                () -> {
                    acting.bodies.remove(entity);
                    acting.bodies.create(entity);
                    acting.body.ints.set(entity, 3);
                });
        world.process();

        assertThat(acting.body.ints.get(entity)).isEqualTo(3);
    }

    /** In standard it is made, for nobody; where there is no row for it, the replay fails. */
    @Test
    void aCommandThatSetsTheRowOfAnEntityWithoutTheComponentIsRefusedAtItsLine() {
        int entity = world.create();
        acting.turn =
                () -> {
                    if (Safety.CHECKED) {
                        assertThatThrownBy(() -> acting.commands.set(entity, acting.body.ints, 5))
                                .isInstanceOf(MissingComponentException.class)
                                .hasMessageContaining("Column Body.ints was written")
                                .hasMessageContaining("which has no Body");
                    } else if (!Storage.SPARSE) {
                        acting.commands.set(entity, acting.body.ints, 5);
                    }
                };

        assertThatCode(world::process).doesNotThrowAnyException();
    }

    @Test
    void aCommandSetsTheRowOfWhoHasTheComponentOrIsGivenItByACommandBefore() {
        int has = withBody();
        int gains = world.create();
        inTick(
                () -> {
                    acting.commands.set(has, acting.body.ints, 5);
                    acting.commands.add(gains, acting.body);
                    acting.commands.set(gains, acting.body.ints, 6);
                    int made = acting.commands.create();
                    acting.commands.add(made, acting.body);
                    acting.commands.set(made, acting.body.ints, 7);
                });

        assertThat(acting.body.ints.get(has)).isEqualTo(5);
        assertThat(acting.body.ints.get(gains)).isEqualTo(6);
        assertThat(acting.body.ints.get(gains + 1)).isEqualTo(7);
    }

    @All(Plain.class)
    static class Giving extends ParallelSpanSystem {
        Body body;
        Commands commands;
        int given = -1;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            worker.commands().add(from, body);
        }

        @Override
        protected void end() {
            commands.set(given, body.ints, 8);
        }
    }

    @Test
    void aCommandAfterTheBodiesSetsTheRowOfWhoIsGivenItByAWorker() {
        Giving giving = new Giving();
        World parallel =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(1))
                                .with(giving)
                                .build());
        giving.given = parallel.create();
        parallel.getMapper(Plain.class).create(giving.given);

        parallel.process();

        assertThat(giving.body.ints.get(giving.given)).isEqualTo(8);
        parallel.dispose();
    }

    /** What was given is forgotten with the replay. */
    @Test
    void aCommandOfATurnBeforeDoesNotCount() {
        int entity = world.create();
        inTick(() -> acting.commands.add(entity, acting.body));
        acting.bodies.remove(entity);
        acting.turn =
                () -> {
                    if (Safety.CHECKED) {
                        assertThatThrownBy(() -> acting.commands.set(entity, acting.body.ints, 5))
                                .isInstanceOf(MissingComponentException.class);
                    }
                };

        assertThatCode(world::process).doesNotThrowAnyException();
    }

    @Test
    void spansAreHeldToIt() {
        int first = withBody();
        int without = world.create();
        withBody();
        Consumer<Integer> moved = e -> acting.body.floats.add(e, 1f);
        Runnable over =
                () -> {
                    for (int e = first; e < first + 3; e++) {
                        moved.accept(e);
                    }
                };

        if (Storage.REFUSES_STRAY_ROWS) {
            assertThatThrownBy(over::run)
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining("entity " + without);
            assertThat(acting.body.floats.get(first)).isEqualTo(2f);
        } else {
            over.run();
        }
    }

    /** Reads one entity further than it may. */
    @All(Body.class)
    static class TooFar extends ParallelSpanSystem {
        Body body;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e <= to; e++) {
                body.floats.get(e);
            }
        }
    }

    @Test
    void parallelBodiesAreHeldToIt() {
        World parallel = world(new TooFar());
        mapper(parallel, Body.class).create(parallel.create());
        parallel.create();

        if (Storage.REFUSES_STRAY_ROWS) {
            assertThatThrownBy(parallel::process)
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining("entity 1");
        } else {
            parallel.process();
        }
    }

    @Test
    void listenersAreHeldToIt() {
        int other = world.create();
        int[] told = {0};
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Body.class))
                .addSubscriptionListener(
                        new com.artemis.EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(com.artemis.utils.IntBag entities) {
                                told[0]++;
                                expectRefused(Use.READ_LONG, other, "It has no components");
                            }

                            @Override
                            public void removed(com.artemis.utils.IntBag entities) {}
                        });
        withBody();

        world.process();

        assertThat(told[0]).isPositive();
    }

    @Storage.OfDenseColumns
    @Test
    void aRangeIsNotAskedWhoseItIs() {
        int entity = world.create();
        float[] row = {5f};

        acting.body.floats.copyFrom(row, 0, entity, 1);
        acting.body.floats.copyTo(entity, row, 0, 1);
        acting.body.floats.fill(4f);
        acting.body.ints.sort(0, 1);
        acting.body.ints.binarySearch(0, 1, 3);
        acting.body.ints.asSegment();

        assertThat(row).containsExactly(5f);
        mapper(world, Body.class).create(entity);
        assertThat(acting.body.floats.get(entity)).isEqualTo(1f);
    }

    // --- components of the tick

    @Test
    void theRowOfAnEntityThatWasNotTouchedIsRefused() {
        int touched = world.create();
        int other = world.create();
        inTick(
                () -> {
                    acting.rows.damage.add(acting.rows.touch(touched), 5);
                    assertThat(acting.rows.damage.get(touched)).isEqualTo(6);
                    expectUntouched(() -> acting.rows.damage.get(other), "was read", other);
                    expectUntouched(() -> acting.rows.damage.set(other, 1), "was written", other);
                });

        expectUntouched(() -> acting.rows.damage.get(touched), "was read", touched);
        acting.rows.touch(touched);
        assertThat(acting.rows.damage.get(touched)).isEqualTo(1);
    }

    private static void expectUntouched(Runnable use, String told, int entity) {
        if (Safety.CHECKED) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining("Column Rows.damage " + told)
                    .hasMessageContaining("for entity " + entity + ", which has no Rows")
                    .hasMessageContaining("Call touch before you write");
        } else {
            use.run();
        }
    }
}
