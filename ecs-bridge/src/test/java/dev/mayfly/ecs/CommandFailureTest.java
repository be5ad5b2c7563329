package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Recording.Fragile;
import dev.mayfly.ecs.Recording.Name;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.MissingComponentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command that fails, and a tick that fails with commands pending, leave a sound world. */
class CommandFailureTest extends WorldTest {

    private final RuntimeException failure = new IllegalStateException("boom");
    private final Recording first = new Recording();
    private final Recording.Later later = new Recording.Later();
    private final World world = world(first, later);
    private final Archetype fragile =
            new ArchetypeBuilder()
                    .add(Position.class)
                    .add(Fragile.class)
                    .add(Name.class)
                    .build(world, "fragile");

    @BeforeEach
    @AfterEach
    void nothingFails() {
        Fragile.onConstruction = null;
        Fragile.onReset = null;
    }

    private IntBag living(Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }

    private CommandFailedException failTick() {
        CommandFailedException thrown =
                catchThrowableOfType(CommandFailedException.class, world::process);
        assertThat(thrown).hasRootCause(failure);
        assertThat(arena.depth()).isZero();
        nothingFails();
        return thrown;
    }

    /** Each entity has what its composition says, and a tick with commands does what it should. */
    private void theNextTickIsSound() {
        world.process();
        int before = living(Aspect.all()).size();
        first.next(r -> r.commands.set(r.commands.create(fragile), r.position.x, 77f));
        world.process();

        IntBag all = living(Aspect.all());
        assertThat(all.size()).isEqualTo(before + 1);
        IntBag whole = living(Aspect.all(Position.class, Fragile.class, Name.class));
        assertThat(first.position.x.get(whole.get(whole.size() - 1))).isEqualTo(77f);
        assertThat(later.commands.skipped()).isZero();
        for (int i = 0; i < all.size(); i++) {
            int entity = all.get(i);
            assertThat(living(Aspect.all(Position.class)).contains(entity))
                    .isEqualTo(first.positions.has(entity));
            assertThat(living(Aspect.all(Fragile.class)).contains(entity))
                    .isEqualTo(first.fragiles.has(entity));
            assertThat(living(Aspect.all(Name.class)).contains(entity))
                    .isEqualTo(first.names.has(entity));
        }
    }

    @Test
    void anAddThatFailsIsUndoneAndThoseAfterItAreDropped() {
        int entity = world.create();
        world.process();
        first.next(
                r -> {
                    r.commands.add(entity, r.position);
                    r.commands.add(entity, r.fragiles);
                    r.commands.add(entity, r.names);
                    Fragile.onConstruction = failure;
                });

        assertThat(failTick())
                .hasMessageContaining("Command 2")
                .hasMessageContaining("add Fragile to entity " + entity);

        assertThat(first.positions.has(entity)).isTrue();
        assertThat(first.fragiles.has(entity)).isFalse();
        assertThat(first.names.has(entity)).isFalse();
        theNextTickIsSound();
        assertThat(living(Aspect.all(Fragile.class)).contains(entity)).isFalse();
        assertThat(living(Aspect.all(Position.class)).contains(entity)).isTrue();
    }

    @Test
    void aRemovalThatFailsIsUndone() {
        int entity = world.create(fragile);
        world.process();
        first.next(
                r -> {
                    r.commands.remove(entity, r.fragiles);
                    r.commands.delete(entity);
                    Fragile.onReset = failure;
                });

        assertThat(failTick()).hasMessageContaining("remove Fragile from entity " + entity);

        theNextTickIsSound();
        assertThat(living(Aspect.all(Fragile.class)).contains(entity)).isTrue();
    }

    @Test
    void anEntityThatCannotBeCreatedWholeIsNotThere() {
        first.next(
                r -> {
                    r.commands.create();
                    r.commands.create(fragile);
                    r.commands.create();
                    Fragile.onConstruction = failure;
                });

        assertThat(failTick())
                .hasMessageContaining("Command 2")
                .hasMessageContaining("create an entity of archetype fragile");

        world.process();
        assertThat(living(Aspect.all())).isEqualTo(ids(0));
        // The id is used again, and nothing of the attempt clings to it.
        int next = world.create();
        assertThat(next).isEqualTo(1);
        assertThat(first.positions.has(next)).isFalse();
        assertThat(first.names.has(next)).isFalse();
        theNextTickIsSound();
    }

    private static IntBag ids(int only) {
        IntBag ids = new IntBag();
        ids.add(only);
        return ids;
    }

    @Test
    void anEntityThatCannotBeCreatedWholeGivesBackARecycledId() {
        int entity = world.create();
        world.process();
        world.delete(entity);
        world.process();
        first.next(
                r -> {
                    r.commands.create(fragile);
                    Fragile.onConstruction = failure;
                });

        failTick();

        world.process();
        assertThat(living(Aspect.all()).isEmpty()).isTrue();
        int next = world.create();
        assertThat(next).isEqualTo(entity);
        assertThat(first.positions.has(next)).isFalse();
    }

    @Test
    void aColumnWithoutARowIsNamed() {
        TagGroup small = TagGroup.of("small", 64 << 10);
        Recording setting = new Recording();
        World full =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().group(small))
                                .with(setting)
                                .build());
        for (int i = 0; i < 20_000; i++) {
            full.create();
        }
        setting.next(r -> r.commands.set(19_999, r.position.x, 1f));

        // From checked on at the line that records it, as the entity has no component.
        Class<? extends ExtensionException> expected =
                Safety.CHECKED ? MissingComponentException.class : CommandFailedException.class;
        assertThatThrownBy(full::process)
                .isInstanceOf(expected)
                .hasMessageContaining("Position.x")
                .hasMessageContaining("entity 19999");
        full.process();
        full.dispose();
    }

    @Test
    void anErrorIsThrownAsItIsAndTheRestIsDropped() {
        int entity = world.create();
        world.process();
        Error error = new StackOverflowError();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Position.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            private boolean armed = true;

                            @Override
                            public void inserted(IntBag entities) {
                                if (armed) {
                                    armed = false;
                                    throw error;
                                }
                            }

                            @Override
                            public void removed(IntBag entities) {}
                        });
        first.next(r -> r.commands.add(entity, r.position));

        assertThat(catchThrowable(world::process)).isSameAs(error);

        theNextTickIsSound();
    }

    @Test
    void whatAFailingSystemRecordedIsDropped() {
        first.next(
                r -> {
                    r.commands.create(fragile);
                    throw failure;
                });

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        world.process();
        assertThat(living(Aspect.all()).isEmpty()).isTrue();
        theNextTickIsSound();
    }

    @Test
    void whatWasReplayedBeforeTheTickFailedStays() {
        first.next(r -> r.commands.create(fragile));
        later.next(
                r -> {
                    r.commands.create(fragile);
                    throw failure;
                });

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        world.process();
        assertThat(living(Aspect.all(Fragile.class)).size()).isEqualTo(1);
        theNextTickIsSound();
    }

    @Test
    void aTickInATickThatFailsDropsWhatItRecordedAndTheOuterOneGoesOn() {
        first.tick(
                r -> {
                    later.next(
                            inner -> {
                                inner.commands.create(fragile);
                                throw failure;
                            });
                    assertThat(catchThrowable(world::process)).isSameAs(failure);
                    r.commands.add(r.commands.create(), r.position);
                });

        assertThat(living(Aspect.all()).size()).isEqualTo(1);
        assertThat(living(Aspect.all(Position.class)).size()).isEqualTo(1);
        theNextTickIsSound();
    }
}
