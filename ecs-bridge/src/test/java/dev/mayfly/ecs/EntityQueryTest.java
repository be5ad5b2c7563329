package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.annotations.All;
import com.artemis.annotations.Exclude;
import com.artemis.annotations.One;
import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.ecs.error.NoAspectException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.UnfilledGroupsException;

import org.junit.jupiter.api.Test;

class EntityQueryTest extends WorldTest {

    static class Passive extends BaseSystem {
        @Override
        protected void processSystem() {}
    }

    static class Aspects extends Passive {
        @All(Position.class)
        EntityQuery all;

        @One({Position.class, Velocity.class})
        EntityQuery one;

        @All(Position.class)
        @Exclude(Velocity.class)
        EntityQuery without;

        @SkipWire EntityQuery own;
    }

    static class NoAspect extends Passive {
        EntityQuery query;
    }

    /** Keeps what it found; another asks for it. */
    @FrameScoped
    static class Keeping extends BaseSystem {
        @All(Position.class)
        EntityQuery query;

        Ints found;

        @Override
        protected void processSystem() {
            found = query.entities();
        }
    }

    static class Reading extends BaseSystem {
        Keeping keeping;
        Throwable thrown;

        @Override
        protected void processSystem() {
            try {
                keeping.found.get(0);
            } catch (ExpiredException e) {
                thrown = e;
            }
        }
    }

    private static int[] populate(World world) {
        int both = world.create();
        world.edit(both).create(Position.class);
        world.edit(both).create(Velocity.class);
        int position = world.create();
        world.edit(position).create(Position.class);
        int velocity = world.create();
        world.edit(velocity).create(Velocity.class);
        return new int[] {both, position, velocity};
    }

    @Test
    void anInjectedQueryHasTheAspectOfItsField() {
        Aspects system = new Aspects();
        World world = world(system);
        int[] ids = populate(world);
        world.process();

        try (FrameScope _ = arena.begin()) {
            assertThat(system.all.count()).isEqualTo(2);
            assertThat(system.one.count()).isEqualTo(3);
            assertThat(system.without.entities().length()).isEqualTo(1);
            assertThat(system.without.entities().get(0)).isEqualTo(ids[1]);
            assertThat(system.own).isNull();
        }
    }

    @Test
    void aFieldWithoutAspectIsRefused() {
        assertThatThrownBy(() -> world(new NoAspect()))
                .rootCause()
                .isInstanceOf(NoAspectException.class)
                .hasMessageContaining("field 'query' of " + NoAspect.class.getName())
                .hasMessageContaining("@All");
    }

    @Test
    void aQueryCanBeMadeByHand() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Velocity.class));
        int[] ids = populate(world);
        world.process();

        try (FrameScope _ = arena.begin()) {
            assertThat(query.entities().get(1)).isEqualTo(ids[2]);
        }
    }

    @Test
    void aWorldWithoutThePluginIsRefused() {
        World bare = new World();
        assertThatThrownBy(() -> EntityQuery.of(bare, Aspect.all()))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("MayflyPlugin");
    }

    @Test
    void resultsNeedAFrameAndCountDoesNot() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Score.class));
        Score score = mapper(world, Score.class).store();
        Groups groups = new Groups();

        assertThat(query.count()).isZero();
        assertThatThrownBy(query::entities).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(query::spans).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.select(_ -> true)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.sortedBy(score.team)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.sortedBy(score.points)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.topK(score.team, 1)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.topK(score.points, 1)).isInstanceOf(NoFrameException.class);
        assertThatThrownBy(() -> query.groupBy(score.team, groups))
                .isInstanceOf(NoFrameException.class);
        assertThatThrownBy(groups::count)
                .isInstanceOf(UnfilledGroupsException.class)
                .hasMessageContaining("groupBy");
    }

    @Test
    void aResultEndsWithTheInnermostScope() {
        Keeping keeping = new Keeping();
        Reading reading = new Reading();
        World world = world(keeping, reading);
        populate(world);

        world.process();

        assertThat(reading.thrown).hasMessageContaining("Ints was used after its end");
    }

    @Test
    void groupsEndWithTheirScope() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Score.class));
        Score score = mapper(world, Score.class).store();
        Groups groups = new Groups();
        try (FrameScope _ = arena.begin()) {
            query.groupBy(score.team, groups);
            assertThat(groups.count()).isZero();
        }
        assertThatThrownBy(groups::count)
                .isInstanceOf(ExpiredException.class)
                .hasMessageStartingWith("Groups were read after the scope had ended")
                .hasMessageContaining("groupBy");
        assertThatThrownBy(() -> groups.entities().length()).isInstanceOf(ExpiredException.class);
    }

    @Test
    void fewerThanNoneAreRefused() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Score.class));
        Score score = mapper(world, Score.class).store();
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(() -> query.topK(score.points, -1))
                    .isInstanceOf(InvalidSizeException.class);
            assertThat(arena.depth()).isEqualTo(1);
        }
    }

    @Test
    void oneListCannotTakeBothParts() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Score.class));
        try (FrameScope _ = arena.begin()) {
            IntList list = arena.intList(1);
            list.add(5);
            assertThatThrownBy(() -> query.partition(_ -> true, list, list))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give it two");
            assertThat(list.length()).isEqualTo(1);
        }
    }

    @Test
    void aPredicateThatThrowsLeavesTheArenaBalanced() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Position.class));
        populate(world);
        world.process();
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(
                            () ->
                                    query.select(
                                            e -> {
                                                throw new ArithmeticException("no " + e);
                                            }))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(query.entities().length()).isEqualTo(2);
        }
    }

    @Test
    void aColumnTooShortForAnIdEndsTheScratchScope() {
        World world = world();
        EntityQuery query = EntityQuery.of(world, Aspect.all(Position.class));
        populate(world);
        world.process();
        try (FrameScope _ = arena.begin()) {
            Ints tooShort = arena.ints(1);
            assertThatThrownBy(() -> query.sortedBy(tooShort))
                    .hasMessageContaining("outside Ints of length 1");
            assertThat(arena.depth()).isEqualTo(1);
        }
    }
}
