package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityEdit;
import com.artemis.World;
import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.Consumer;

/** From checked on a system that writes what it did not declare is caught where it does. */
class UndeclaredWriteTest extends WorldTest {

    public static class Plain extends Component {
        public int value;
    }

    /** Everything that can be written. */
    static class Everything extends BaseSystem {
        Position position;
        SoaMapper<Position> positions;
        ComponentMapper<Plain> plain;
        FrameMapper<Hit> hits;
        Hit.Rows rows;
        FrameEvents<Hit.OfTwo> events;
        Velocity velocity;

        @SkipWire Consumer<Everything> turn = _ -> {};

        EntityEdit edit(int entity) {
            return world.edit(entity);
        }

        @Override
        protected void processSystem() {
            turn.accept(this);
        }
    }

    @Writes(Velocity.class)
    static class OnlyVelocity extends Everything {}

    @Reads({Position.class, Plain.class, Hit.class, Hit.Rows.class, Hit.OfTwo.class})
    static class ReadsTheRest extends Everything {}

    @Writes({Position.class, Plain.class, Hit.class, Hit.Rows.class, Hit.OfTwo.class})
    static class DeclaresAll extends Everything {}

    /** A way to write, on entity 0, and how the message tells of it. */
    enum Way {
        SET(w -> w.position.x.set(0, 1f), "wrote to column Position.x of length", "Position"),
        ADD(w -> w.position.y.add(0, 1f), "wrote to column Position.y", "Position"),
        FILL(w -> w.position.x.fill(1f), "wrote to column Position.x", "Position"),
        COPY(w -> w.position.x.copyFrom(new float[1], 0, 0, 1), "Position.x", "Position"),
        SORT(w -> w.position.z().sort(0, 1), "wrote to column Position.z", "Position"),
        SEGMENT(w -> w.position.x.asSegment(), "wrote to column Position.x", "Position"),
        GIVE(w -> w.positions.create(1), "created a Position", "Position"),
        TAKE(w -> w.positions.remove(0), "removed a Position", "Position"),
        GIVE_PLAIN(w -> w.plain.create(1), "created a Plain", "Plain"),
        TAKE_PLAIN(w -> w.plain.remove(0), "removed a Plain", "Plain"),
        EDIT(w -> w.edit(1).create(Plain.class), "created a Plain", "Plain"),
        CREATE_VALUE(w -> w.hits.create(0), "created a Hit", "Hit"),
        TOUCH(w -> w.rows.touch(0), "touched a Rows", "Rows"),
        SET_OF_TICK(w -> w.rows.damage.set(0, 3), "wrote to column Rows.damage", "Rows"),
        EMIT(w -> w.events.emit(), "emitted a OfTwo", "OfTwo");

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        final Consumer<Everything> turn;

        final String told;
        final String type;

        Way(Consumer<Everything> turn, String told, String type) {
            this.turn = turn;
            this.told = told;
            this.type = type;
        }

        /** Whether columns can be used so; from checked on who may not is told that before. */
        boolean isOfStorage() {
            return !Storage.SPARSE || (this != SORT && this != SEGMENT);
        }
    }

    private World populated(BaseSystem... systems) {
        World world = world(systems);
        int entity = world.create();
        mapper(world, Position.class).create(entity);
        world.getMapper(Plain.class).create(entity);
        world.create();
        for (BaseSystem system : systems) {
            if (system instanceof Everything everything) {
                everything.rows.touch(entity);
            }
        }
        return world;
    }

    private static void expectCaught(World world, Everything system, Way way) {
        assumeTrue(way.isOfStorage());
        system.turn = way.turn;
        if (!Safety.CHECKED) {
            assertThatCode(world::process).doesNotThrowAnyException();
            return;
        }
        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining(system.getClass().getName())
                .withMessageContaining(way.told)
                .withMessageContaining("declares that it only reads " + way.type)
                .withMessageContaining("Add " + way.type + ".class to its @Writes")
                .satisfies(
                        caught ->
                                assertThat(caught.getStackTrace())
                                        .anyMatch(
                                                frame ->
                                                        frame.getClassName()
                                                                .startsWith(Way.class.getName())));
        system.turn = _ -> {};
        world.process();
    }

    @ParameterizedTest
    @EnumSource
    void isCaughtWhereWritesNamesOtherTypes(Way way) {
        OnlyVelocity system = new OnlyVelocity();
        expectCaught(populated(system), system, way);
    }

    @ParameterizedTest
    @EnumSource
    void isCaughtWhereReadsNamesTheType(Way way) {
        ReadsTheRest system = new ReadsTheRest();
        expectCaught(populated(system), system, way);
    }

    @ParameterizedTest
    @EnumSource
    void isNoneWhereTheTypeIsDeclared(Way way) {
        DeclaresAll system = new DeclaresAll();
        assumeTrue(way.isOfStorage());
        World world = populated(system);
        system.turn = way.turn;

        world.process();
    }

    @ParameterizedTest
    @EnumSource
    void isNoneWhereNothingIsDeclared(Way way) {
        Everything system = new Everything();
        assumeTrue(way.isOfStorage());
        World world = populated(system);
        system.turn = way.turn;

        world.process();
    }

    @Test
    void leavesWhatItWouldHaveWrittenAsItWas() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        system.turn = w -> w.position.y.set(0, 99f);

        try {
            world.process();
        } catch (UndeclaredWriteException caught) {
            assertThat(caught).hasMessageContaining("Position.y");
        }

        assertThat(system.position.y.get(0)).isEqualTo(Safety.CHECKED ? 7f : 99f);
    }

    @Writes(Velocity.class)
    static class Stranger extends BaseSystem {
        @Override
        protected void processSystem() {
            world.getMapper(Position.class).get(0).x.set(0, 1f);
        }
    }

    @Test
    void isCaughtWithoutAFieldToo() {
        World world = populated(new Stranger());
        if (Safety.CHECKED) {
            assertThatThrownBy(world::process)
                    .isInstanceOf(UndeclaredWriteException.class)
                    .hasMessageContaining("does not declare that it uses Position");
        }
    }

    @Test
    void readingIsFree() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        system.turn =
                w -> {
                    w.position.x.get(0);
                    w.position.x.copyTo(0, new float[1], 0, 1);
                    w.positions.get(0);
                    w.plain.get(0);
                    w.hits.has(0);
                    w.rows.size();
                    w.events.size();
                };

        world.process();
    }

    /** What it does when told is not the turn of the system before. */
    static class Listening extends BaseEntitySystem {
        Position position;

        Listening() {
            super(Aspect.all(Position.class));
        }

        @Override
        protected void inserted(int entity) {
            position.x.set(entity, 5f);
        }

        @Override
        protected void processSystem() {}
    }

    @Test
    void listenersAndProgramsBetweenTicksMayWrite() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system, new Listening());

        world.process();

        assertThat(system.position.x.get(0)).isEqualTo(5f);
        system.position.x.set(0, 6f);
        mapper(world, Position.class).remove(0);
    }

    @Test
    void aTurnThatHasFailedIsOver() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        system.turn =
                _ -> {
                    throw new IllegalStateException("on purpose");
                };

        assertThatThrownBy(world::process).hasMessage("on purpose");

        system.position.x.set(0, 6f);
        assertThat(system.position.x.get(0)).isEqualTo(6f);
    }

    @Test
    void threadsThatHelpASystemAreItsOwn() {
        OnlyVelocity system = new OnlyVelocity();
        World world = populated(system);
        try (FrameTeam team = FrameTeam.create(memory, 2)) {
            system.turn =
                    w -> {
                        try (TeamFrame _ = team.begin()) {
                            team.parallelFor(0, 8, 1, (from, _, _, _) -> w.position.x.set(0, from));
                        }
                    };
            if (Safety.CHECKED) {
                assertThatThrownBy(world::process).isInstanceOf(UndeclaredWriteException.class);
            } else {
                world.process();
            }
        }
    }
}
