package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.DelayedComponentRemoval;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** A world's memory, charged to a group. */
class WorldGroupTest {

    private final FrameAllocator memory = FrameAllocator.create();
    private final TagGroup game = TagGroup.of("game");

    @AfterEach
    void close() {
        assertThat(game.used()).isZero();
        memory.close();
    }

    public static final class Place extends SoaComponent {
        public final Floats x = floats();
        public final Floats y = floats();
    }

    @FrameScoped(budget = "1 KiB")
    static class Strict extends Turn {
        Strict(Action action) {
            super(action);
        }
    }

    private World world(TagGroup group, BaseSystem... systems) {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().allocator(memory).group(group))
                        .with(systems)
                        .build());
    }

    @Test
    void whatATickTakesIsChargedToTheGroupUntilItEnds() {
        TagGroup simulation = TagGroup.of("simulation", 16 << 10).in(game);
        long[] used = new long[2];
        World world =
                world(
                        simulation,
                        new Turn.First(
                                turn -> {
                                    turn.frame.bytes(8 << 10);
                                    used[0] = simulation.used();
                                    used[1] = turn.frame.remaining();
                                }));
        world.process();
        assertThat(used[0]).isBetween(8L << 10, 9L << 10);
        assertThat(used[1]).isEqualTo(8 << 10);
        assertThat(game.peak()).isGreaterThanOrEqualTo(8 << 10);
        assertThat(simulation.used()).isZero();
        world.dispose();
    }

    @Test
    void aGroupIsLetGoWithItsWorlds() {
        List<WeakReference<TagGroup>> groups = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            groups.add(groupOfAWorldThatEnds());
        }
        // What an arena's scopes were opened under last, they keep.
        World last = world(game, new Turn.First(turn -> turn.frame.bytes(64)));
        last.process();
        for (int i = 0; i < 50 && groups.stream().anyMatch(each -> !each.refersTo(null)); i++) {
            System.gc();
        }
        assertThat(groups).allMatch(each -> each.refersTo(null));
        last.dispose();
        assertThat(memory.statistics().tags().stream().mapToLong(each -> each.returned()).sum())
                .isEqualTo(2 * 10 + 1);
    }

    private WeakReference<TagGroup> groupOfAWorldThatEnds() {
        TagGroup match = TagGroup.of("match", 1 << 20);
        for (int i = 0; i < 2; i++) {
            World world = world(match, new Turn.First(turn -> turn.frame.bytes(64)));
            world.process();
            assertThat(match.peak()).isPositive();
            world.dispose();
        }
        return new WeakReference<>(match);
    }

    @Test
    void aTickThatPassesTheGroupsLimitFailsAndTheNextOneWorks() {
        int[] bytes = {32 << 10};
        World world =
                world(
                        TagGroup.of("simulation", 16 << 10).in(game),
                        new Turn.First(turn -> turn.frame.bytes(bytes[0])));
        assertThatThrownBy(world::process)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Group 'simulation' may take 16384 bytes");
        bytes[0] = 16 << 10;
        world.process();
        world.dispose();
    }

    @Test
    void theBudgetOfASystemIsALimitInsideTheGroup() {
        World world = world(game, new Strict(turn -> turn.frame.floats(257)));
        assertThatThrownBy(world::process)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("A scope of tag 'Strict' may take 1024 bytes");
        assertThat(WorldTags.of(game).ofSystem(Strict.class).group()).isSameAs(game);
        assertThat(WorldTags.of(null).ofSystem(Strict.class).group()).isNull();
        world.dispose();
    }

    @Storage.OfDenseColumns
    @Test
    void columnsAreChargedUntilTheWorldEnds() {
        World world = world(game);
        ComponentMapper<Place> places = world.getMapper(Place.class);
        places.create(world.create());
        Place store = places.get(0);
        assertThat(game.used()).isEqualTo(store.columns().size() * 8L);
        for (int i = 0; i < 10_000; i++) {
            world.create();
        }
        assertThat(store.columns().size()).isGreaterThan(10_000);
        assertThat(game.used()).isEqualTo(store.columns().size() * 8L);
        world.dispose();
    }

    @Storage.OfDenseColumns
    @Test
    void whereColumnsMayNotGrowEntitiesAreMadeAndTheComponentIsRefusedUntilThereIsRoom() {
        TagGroup small = TagGroup.of("small", 16 << 10).in(game);
        World world = world(small, new Turn.First(turn -> turn.frame.bytes(16)));
        ComponentMapper<Place> places = world.getMapper(Place.class);
        int last = 0;
        for (int i = 0; i < 5_000; i++) {
            last = world.create();
        }
        int entity = last;
        places.create(3).x.set(3, 5f);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> places.create(entity))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Group 'small'");
            assertThat(places.has(entity)).isFalse();
            world.process();
        }
        assertThat(places.get(3).x.get(3)).isEqualTo(5f);
        world.delete(entity);
        world.process();
        world.dispose();
        try (FrameScope _ = memory.arena().begin(small)) {
            assertThat(memory.arena().remaining()).isEqualTo(16 << 10);
        }
    }

    public static final class Mark extends Component {}

    @DelayedComponentRemoval
    public static final class Late extends PooledComponent {
        int value;

        @Override
        protected void reset() {
            value = 0;
        }
    }

    /** Of a type that the world meets last, and that has the largest rows. */
    public static final class Bulk extends SoaComponent {
        public final Doubles x = doubles();
        public final Doubles y = doubles();
    }

    /** Whoever adds several components at once adds all or none. */
    @Nested
    class SeveralAtOnce {

        private final TagGroup small = TagGroup.of("small", 25 << 10).in(game);
        private final World world = world(small);
        private final ComponentMapper<Mark> marks = world.getMapper(Mark.class);
        private final ComponentMapper<Late> lates = world.getMapper(Late.class);
        private final ComponentMapper<Place> places = world.getMapper(Place.class);
        private final ComponentMapper<Bulk> bulks = world.getMapper(Bulk.class);
        private final EntitySubscription placed =
                world.getAspectSubscriptionManager().get(Aspect.all(Place.class));
        private int entity;

        /**
         * Entities beyond the rows: there is room for one more place, and not for one more bulk.
         */
        @BeforeEach
        void fill() {
            for (int i = 0; i < 1_100; i++) {
                entity = world.create();
            }
        }

        @AfterEach
        void dispose() {
            world.dispose();
        }

        private void assertHasNothing() {
            assertThat(marks.has(entity)).isFalse();
            assertThat(places.has(entity)).isFalse();
            assertThat(bulks.has(entity)).isFalse();
            world.process();
            assertThat(lates.has(entity)).isFalse();
            assertThat(world.getEntity(entity).getComponents(new Bag<>())).isEmpty();
            assertThat(placed.getEntities().contains(entity)).isFalse();
        }

        @Storage.OfDenseColumns
        @Test
        void aTransmuterThatIsRefusedLeavesTheEntityAsItWas() {
            EntityTransmuter all =
                    new EntityTransmuterFactory(world)
                            .add(Mark.class)
                            .add(Late.class)
                            .add(Place.class)
                            .add(Bulk.class)
                            .build();
            assertThatThrownBy(() -> all.transmute(entity))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Group 'small'");
            assertHasNothing();
            places.create(entity);
            marks.create(entity);
            assertThatThrownBy(() -> all.transmute(entity))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(places.has(entity)).as("it had that before").isTrue();
            world.process();
            assertThat(marks.has(entity)).isTrue();
            assertThat(placed.getEntities().contains(entity)).isTrue();
        }

        @Storage.OfDenseColumns
        @Test
        void aComponentWhoseRemovalWasPendingGoesOnBeingRemoved() {
            Late late = lates.create(entity);
            world.process();
            lates.remove(entity);
            EntityTransmuter both =
                    new EntityTransmuterFactory(world).add(Late.class).add(Bulk.class).build();
            assertThatThrownBy(() -> both.transmute(entity))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(late).isNotNull();
            assertHasNothing();
        }

        @Storage.OfDenseColumns
        @Test
        void anEntityOfAnArchetypeThatIsRefusedIsNotMade() {
            Archetype all =
                    new ArchetypeBuilder()
                            .add(Mark.class)
                            .add(Late.class)
                            .add(Place.class)
                            .add(Bulk.class)
                            .build(world);
            int next = world.create();
            world.delete(next);
            world.process();
            entity = next;
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> world.create(all))
                        .isInstanceOf(LimitExceededException.class);
                assertThat(places.has(next)).isFalse();
                assertThat(marks.has(next)).isFalse();
                world.process();
            }
            assertThat(world.create()).as("the id is free again").isEqualTo(next);
            assertHasNothing();
        }
    }
}
