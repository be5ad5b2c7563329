package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Recording.Name;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.UnknownNumberException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What is recorded is made at the next system boundary, in the order of recording. */
class CommandsTest extends WorldTest {

    private final Recording first = new Recording();
    private final Recording.Later later = new Recording.Later();
    private final Recording.Scoped scoped = new Recording.Scoped();
    private final World world = world(first, later, scoped);
    private final Archetype moving =
            new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);

    private IntBag living(Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }

    private int entity() {
        int entity = world.create();
        world.process();
        return entity;
    }

    // --- what commands do

    @Test
    void anEntityIsCreatedFromAnArchetypeWithInitialValues() {
        first.tick(
                r -> {
                    int made = r.commands.create(moving);
                    r.commands.set(made, r.position.x, 3.5f);
                    r.commands.set(made, r.velocity.mode, -4);
                });

        int made = living(Aspect.all(Position.class, Velocity.class)).get(0);
        assertThat(first.position.x.get(made)).isEqualTo(3.5f);
        assertThat(first.position.y.get(made)).isEqualTo(7f);
        assertThat(first.velocity.x.get(made)).isEqualTo(1f);
        assertThat(first.velocity.mode.get(made)).isEqualTo(-4);
    }

    @Test
    void columnsOfEveryTypeKeepTheirValuesToTheBit() {
        first.tick(
                r -> {
                    int made = r.commands.create();
                    r.commands.add(made, r.kinds);
                    r.commands.set(made, r.kinds.floats, -0.0f);
                    r.commands.set(made, r.kinds.ints, Integer.MIN_VALUE);
                    r.commands.set(made, r.kinds.longs, Long.MIN_VALUE + 1);
                    r.commands.set(
                            made, r.kinds.doubles, Double.longBitsToDouble(0x7ff8_0000_dead_beefL));
                    r.commands.set(made, r.kinds.shorts, Short.MIN_VALUE);
                    r.commands.set(made, r.kinds.bytes, (byte) -3);
                });

        int made = living(Aspect.all(Kinds.class)).get(0);
        Kinds kinds = first.kinds;
        assertThat(Float.floatToRawIntBits(kinds.floats.get(made))).isEqualTo(0x8000_0000);
        assertThat(kinds.ints.get(made)).isEqualTo(Integer.MIN_VALUE);
        assertThat(kinds.longs.get(made)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(Double.doubleToRawLongBits(kinds.doubles.get(made)))
                .isEqualTo(0x7ff8_0000_dead_beefL);
        assertThat(kinds.shorts.get(made)).isEqualTo(Short.MIN_VALUE);
        assertThat(kinds.bytes.get(made)).isEqualTo((byte) -3);
    }

    @Test
    void componentsOfBothKindsAreAddedAndRemoved() {
        int entity = entity();

        first.tick(
                r -> {
                    r.commands.add(entity, r.position);
                    r.commands.add(entity, r.velocities);
                    r.commands.add(entity, r.names);
                });
        assertThat(living(Aspect.all(Position.class, Velocity.class, Name.class)).get(0))
                .isEqualTo(entity);

        first.tick(
                r -> {
                    r.commands.remove(entity, r.position);
                    r.commands.remove(entity, r.velocities);
                    r.commands.remove(entity, r.names);
                });
        assertThat(living(Aspect.one(Position.class, Velocity.class, Name.class)).isEmpty())
                .isTrue();
        assertThat(first.names.has(entity)).isFalse();
    }

    @Test
    void addingWhatIsThereKeepsItsValuesAndRemovingWhatIsNotChangesNothing() {
        int entity = entity();
        first.positions.create(entity);
        first.position.x.set(entity, 9f);

        first.tick(
                r -> {
                    r.commands.add(entity, r.position);
                    r.commands.remove(entity, r.velocity);
                });

        assertThat(first.position.x.get(entity)).isEqualTo(9f);
        assertThat(first.commands.skipped()).isZero();
    }

    @Test
    void commandsAreCarriedOutInTheOrderOfTheirRecordingByWhomever() {
        int entity = entity();
        first.tick(
                r -> {
                    r.commands.add(entity, r.position);
                    later.commands.remove(entity, r.position);
                    r.commands.add(entity, r.position);
                    r.commands.set(entity, r.position.x, 1f);
                    later.commands.set(entity, r.position.x, 2f);
                });

        assertThat(first.positions.has(entity)).isTrue();
        assertThat(first.position.x.get(entity)).isEqualTo(2f);
    }

    // --- when

    @Test
    void theNextSystemSeesThemAndTheRecordingOneDoesNot() {
        first.next(
                r -> {
                    r.commands.create(moving);
                    assertThat(living(Aspect.all()).isEmpty()).isTrue();
                });
        later.tick(_ -> assertThat(living(Aspect.all(Position.class)).size()).isEqualTo(1));
    }

    @Test
    void whatTheLastSystemRecordsIsMadeInTheSameTick() {
        scoped.tick(r -> r.commands.create(moving));

        assertThat(living(Aspect.all(Position.class)).size()).isEqualTo(1);
    }

    @Test
    void aRecordingOutlivesTheScopeOfTheSystemThatMadeIt() {
        scoped.next(
                r -> {
                    for (int i = 0; i < 100; i++) {
                        int made = r.commands.create(moving);
                        r.commands.set(made, r.position.x, i);
                    }
                });

        world.process();

        IntBag made = living(Aspect.all(Position.class));
        assertThat(made.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(first.position.x.get(made.get(i))).isEqualTo(i);
        }
    }

    @Test
    void listenersAreToldOnceAndSeeTheInitialValues() {
        List<String> told = new ArrayList<>();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Position.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {
                                told.add("inserted at " + first.position.x.get(entities.get(0)));
                            }

                            @Override
                            public void removed(IntBag entities) {
                                told.add("removed at " + first.position.x.get(entities.get(0)));
                            }
                        });

        first.next(r -> r.commands.set(r.commands.create(moving), r.position.x, 5f));
        later.next(r -> r.commands.delete(living(Aspect.all()).get(0)));
        world.process();

        assertThat(told).containsExactly("inserted at 5.0", "removed at 5.0");
    }

    @Test
    void whatListenersRecordIsMadeBeforeTheNextSystemRuns() {
        List<Integer> seen = new ArrayList<>();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Position.class).exclude(Velocity.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {
                                for (int i = 0; i < entities.size(); i++) {
                                    first.commands.add(entities.get(i), first.velocity);
                                }
                            }

                            @Override
                            public void removed(IntBag entities) {}
                        });

        first.next(r -> r.commands.add(r.commands.create(), r.position));
        later.next(_ -> seen.add(living(Aspect.all(Position.class, Velocity.class)).size()));
        scoped.next(r -> r.commands.add(r.commands.create(), r.position));
        world.process();

        assertThat(seen).containsExactly(1);
        // And in the last round of the tick.
        assertThat(living(Aspect.all(Position.class, Velocity.class)).size()).isEqualTo(2);
    }

    @Test
    void betweenTwoTicksNothingIsRecorded() {
        int entity = entity();

        assertThatThrownBy(() -> first.commands.delete(entity))
                .isInstanceOf(NoTickException.class)
                .hasMessageContaining("change the world directly");
        assertThatThrownBy(() -> first.commands.create(moving)).isInstanceOf(NoTickException.class);
        assertThatThrownBy(() -> first.commands.set(entity, first.position.x, 1f))
                .isInstanceOf(NoTickException.class);

        world.process();
        assertThat(living(Aspect.all()).size()).isEqualTo(1);
    }

    @Test
    void aWorldThatIsTickedByItsOwnSystemReplaysWhatTheOuterTickRecorded() {
        int entity = entity();
        first.tick(
                r -> {
                    r.commands.delete(entity);
                    world.process();
                    // The inner tick has freed the id.
                    assertThat(world.create()).isEqualTo(entity);
                    r.commands.add(entity, r.position);
                });

        assertThat(living(Aspect.all(Position.class)).get(0)).isEqualTo(entity);
        assertThat(first.commands.skipped()).isZero();
    }

    @Test
    void whatListenersRecordWhenTheyAreToldOfARestoreIsDropped() {
        WorldSnapshot empty = new WorldSnapshot(world);
        empty.take();
        int entity = entity();
        int[] told = new int[1];
        world.getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {}

                            @Override
                            public void removed(IntBag entities) {
                                told[0]++;
                                first.commands.create(moving);
                                first.commands.add(entities.get(0), first.position);
                            }
                        });

        empty.restore();

        assertThat(told[0]).isEqualTo(1);
        world.process();
        assertThat(living(Aspect.all()).isEmpty()).isTrue();
        assertThat(world.create()).isEqualTo(entity);
        assertThat(first.positions.has(entity)).isFalse();
    }

    // --- entities that are gone

    @Test
    void aCommandAboutAnEntityThatIsGoneIsCountedAndSkipped() {
        int entity = entity();
        first.tick(
                r -> {
                    r.commands.delete(entity);
                    r.commands.delete(entity);
                    r.commands.add(entity, r.position);
                    r.commands.remove(entity, r.position);
                    r.commands.set(entity, r.position.x, 8f);
                    r.commands.add(entity, r.names);
                });

        assertThat(first.commands.skipped()).isEqualTo(5);
        assertThat(world.create()).isEqualTo(entity);
        world.process();
        assertThat(first.positions.has(entity)).isFalse();
        assertThat(first.names.has(entity)).isFalse();
        assertThat(first.position.x.get(entity)).isNotEqualTo(8f);
    }

    @Test
    void anEntityDeletedDirectlyAfterItsCommandWasRecordedIsGone() {
        int entity = entity();
        first.tick(
                r -> {
                    r.commands.add(entity, r.position);
                    world.delete(entity);
                });

        assertThat(first.commands.skipped()).isEqualTo(1);
        assertThat(first.positions.has(entity)).isFalse();
    }

    @Test
    void anIdThatNobodyHasIsGoneAndNamedFromCheckedOn() {
        int kept = entity();
        world.delete(kept);
        world.process();

        first.tick(
                r -> {
                    if (Safety.CHECKED) {
                        requireNamed(kept, () -> r.commands.add(kept, r.names));
                        requireNamed(kept + 1, () -> r.commands.set(kept + 1, r.position.x, 8f));
                        requireNamed(1_000_000, () -> r.commands.delete(1_000_000));
                    } else {
                        r.commands.add(kept, r.names);
                        // Inside of what the world has room for.
                        r.commands.set(kept + 1, r.position.x, 8f);
                        r.commands.delete(1_000_000);
                    }
                    // An entity created now takes the id, and the commands before it stay skipped.
                    r.commands.create();
                });

        assertThat(first.commands.skipped()).isEqualTo(Safety.CHECKED ? 0 : 3);
        assertThat(living(Aspect.all()).get(0)).isEqualTo(kept);
        assertThat(first.names.has(kept)).isFalse();
    }

    private static void requireNamed(int entity, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(DeadEntityException.class)
                .hasMessageContaining("entity " + entity)
                .hasMessageContaining("command");
    }

    @Test
    void anEntityDeletedByACommandAfterItWasCreatedByOneIsGoneToo() {
        first.tick(
                r -> {
                    int made = r.commands.create(moving);
                    r.commands.delete(made);
                    r.commands.add(made, r.names);
                });

        assertThat(first.commands.skipped()).isEqualTo(1);
        assertThat(living(Aspect.all()).isEmpty()).isTrue();
    }

    // --- numbers of entities to be created

    @Test
    void numbersStandForTheirEntitiesWhateverTheOrderOfUse() {
        first.tick(
                r -> {
                    int a = r.commands.create();
                    int b = r.commands.create();
                    int c = r.commands.create(moving);
                    assertThat(List.of(a, b, c)).doesNotHaveDuplicates().allMatch(n -> n < 0);
                    r.commands.set(c, r.position.x, 3f);
                    r.commands.add(a, r.position);
                    r.commands.set(a, r.position.x, 1f);
                    r.commands.add(b, r.position);
                    r.commands.set(b, r.position.x, 2f);
                });

        IntBag made = living(Aspect.all(Position.class));
        assertThat(made.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(first.position.x.get(made.get(i))).isEqualTo(i + 1f);
        }
    }

    @Test
    void aNumberOfATurnBeforeIsRefused() {
        int[] kept = new int[1];
        first.next(r -> kept[0] = r.commands.create());
        later.tick(
                r -> {
                    r.commands.create();
                    assertThatThrownBy(() -> r.commands.delete(kept[0]))
                            .isInstanceOf(UnknownNumberException.class)
                            .hasMessageContaining(String.valueOf(kept[0]));
                    assertThatThrownBy(() -> r.commands.set(kept[0], r.position.x, 1f))
                            .isInstanceOf(UnknownNumberException.class);
                });
        first.tick(
                r -> {
                    assertThatThrownBy(() -> r.commands.add(kept[0], r.position))
                            .isInstanceOf(UnknownNumberException.class);
                    assertThatThrownBy(() -> r.commands.add(-1_000, r.position))
                            .isInstanceOf(UnknownNumberException.class);
                });

        assertThat(living(Aspect.all()).size()).isEqualTo(2);
    }

    // --- misuse and limits

    @Test
    void whatBelongsToAnotherWorldIsRefused() {
        Recording stranger = new Recording();
        world(stranger);
        int entity = entity();
        first.tick(
                r -> {
                    assertThatThrownBy(() -> r.commands.add(entity, stranger.position))
                            .isInstanceOf(ForeignComponentException.class)
                            .hasMessageContaining("Position");
                    assertThatThrownBy(() -> r.commands.remove(entity, stranger.names))
                            .isInstanceOf(ForeignComponentException.class)
                            .hasMessageContaining("Name");
                });
    }

    @Test
    void aCommandThatCannotBeRecordedLeavesNoPartOfItselfBehind() {
        int entity = entity();
        int last = 0;
        for (int limit = 300; limit < 10_000; limit += 250) {
            Tag tight = Tag.of("tight", limit);
            int[] recorded = new int[1];
            boolean pairs = limit % 500 == 0;
            first.tick(
                    r -> {
                        try (FrameScope _ = r.frame.scope(tight)) {
                            assertThatThrownBy(() -> recordWithoutEnd(r, entity, pairs, recorded))
                                    .isInstanceOf(LimitExceededException.class);
                        }
                        r.commands.set(entity, r.position.y, recorded[0]);
                    });
            assertThat(first.position.x.get(entity)).isEqualTo(recorded[0]);
            assertThat(first.position.y.get(entity)).isEqualTo(recorded[0]);
            last = recorded[0];
        }
        assertThat(last).isGreaterThan(100);
    }

    /** Of those that have no value the second part is what they are about. */
    @Test
    void aCommandWithoutAValueThatCannotBeRecordedLeavesNoPartOfItselfBehindEither() {
        int entity = entity();
        for (int limit = 100; limit < 8_000; limit += 100) {
            Tag tight = Tag.of("tight", limit);
            float told = limit;
            first.tick(
                    r -> {
                        try (FrameScope _ = r.frame.scope(tight)) {
                            assertThatThrownBy(() -> addWithoutEnd(r, entity))
                                    .isInstanceOf(LimitExceededException.class);
                        }
                        r.commands.set(entity, r.position.y, told);
                    });
            assertThat(first.position.y.get(entity)).isEqualTo(told);
        }
    }

    private static void addWithoutEnd(Recording r, int entity) {
        while (true) {
            r.commands.add(entity, r.position);
        }
    }

    private static void recordWithoutEnd(Recording r, int entity, boolean pairs, int[] recorded) {
        while (true) {
            if (pairs) {
                r.commands.add(entity, r.position);
            }
            r.commands.set(entity, r.position.x, recorded[0] + 1f);
            recorded[0]++;
            r.commands.add(entity, r.position);
        }
    }

    /** Something that is no system. */
    private static final class Helper {
        Commands commands;
    }

    @Test
    void commandsInjectedInTheMidstOfATickRecordFromTheNextOneOn() {
        Helper helper = new Helper();
        World other =
                world(
                        new Turn.First(
                                turn -> {
                                    if (helper.commands != null) {
                                        helper.commands.create();
                                        return;
                                    }
                                    turn.world().inject(helper);
                                    assertThatThrownBy(helper.commands::create)
                                            .isInstanceOf(NoTickException.class);
                                }));

        other.process();
        other.process();

        assertThat(other.getAspectSubscriptionManager().get(Aspect.all()).getEntities().size())
                .isEqualTo(1);
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(first.commands).hasToString("commands (closed)");
        first.tick(
                r -> {
                    r.commands.create();
                    assertThat(r.commands).hasToString("commands in 1 words");
                });
    }
}
