package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.World;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.ecs.error.DeadEntityException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** What frame mappers and frame components have in common, on each form and lifetime. */
class TransientComponentTest extends WorldTest {

    private static final int FORMS = 6;

    private Turn.Action first = _ -> {};
    private Turn.Action second = _ -> {};
    private final World world =
            world(
                    new Turn.First(turn -> first.run(turn)),
                    new Turn.Second(turn -> second.run(turn)));

    private Hits hits(int form) {
        return Hits.all(world).get(form);
    }

    /** Ticks until what was created in this tick is gone; checks that it is there before. */
    private void outlive(Hits hits, int entity) {
        for (int tick = 1; tick < hits.lifetime; tick++) {
            world.process();
            assertThat(hits.table.has(entity)).as("after %d ticks", tick).isTrue();
        }
        world.process();
        assertThat(hits.table.has(entity)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aValueIsThereForLaterSystemsAndEndsWithItsLastTick(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        first =
                _ -> {
                    assertThat(hits.create(entity)).isEqualTo(1);
                    hits.setDamage(entity, 50);
                };
        second = _ -> assertThat(hits.damage(entity)).isEqualTo(50);

        world.process();

        first = _ -> {};
        for (int tick = 1; tick < hits.lifetime; tick++) {
            world.process();
        }
        second = _ -> assertThat(hits.table.has(entity)).isFalse();
        assertThat(hits.table.has(entity)).isFalse();
        assertThat(hits.table.size()).isZero();
        world.process();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whatIsCreatedBetweenTicksBelongsToTheNextTick(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        world.process();
        hits.create(entity);
        int[] seen = {0};
        first = _ -> seen[0] += hits.table.size();

        outlive(hits, entity);

        assertThat(seen[0]).isEqualTo(hits.lifetime);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void creatingAgainInTheSameTickKeepsTheValue(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        hits.create(entity);
        hits.setDamage(entity, 9);

        assertThat(hits.create(entity)).isEqualTo(9);

        assertThat(hits.entities()).containsExactly(entity);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void eachTickStartsFromTheInitialValueAndLengthensTheLife(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        for (int tick = 0; tick < 5; tick++) {
            assertThat(hits.create(entity)).isEqualTo(1);
            hits.setDamage(entity, 9);
            world.process();
        }

        hits.create(entity);
        outlive(hits, entity);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void entitiesComeInTheOrderOfCreation(int form) {
        Hits hits = hits(form);
        int a = world.create();
        int b = world.create();
        int c = world.create();
        for (int tick = 0; tick < 3; tick++) {
            hits.create(c);
            hits.create(a);
            hits.create(c);
            hits.create(b);

            assertThat(hits.entities()).containsExactly(c, a, b);
            world.process();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void thoseThatLiveOnStayBeforeThoseThatAreNew(int form) {
        Hits hits = hits(form);
        int a = world.create();
        int b = world.create();
        int c = world.create();
        hits.create(c);
        hits.create(b);
        world.process();
        hits.create(a);
        hits.create(b);

        assertThat(hits.entities()).containsExactly(c, b, a);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aDeletedEntityKeepsItsValueToTheEndOfTheTickAndItsSuccessorHasNone(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        int[] another = {-1};
        first =
                turn -> {
                    hits.create(entity);
                    hits.setDamage(entity, 5);
                    turn.world().delete(entity);
                };
        second =
                turn -> {
                    another[0] = turn.world().create();
                    assertThat(another[0])
                            .as("an id is not recycled in a tick")
                            .isNotEqualTo(entity);
                    assertThat(hits.table.has(another[0])).isFalse();
                    assertThat(hits.damage(entity)).isEqualTo(5);
                };
        world.process();

        int successor = world.create();

        assertThat(successor).as("recycled").isEqualTo(entity);
        assertThat(hits.table.has(successor)).isFalse();
        assertThat(hits.create(successor)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whatIsCreatedForAnEntityAfterItsDeletionDoesNotReachItsSuccessor(int form) {
        Hits hits = hits(form);
        int entity = world.create();
        world.process();
        world.delete(entity);
        second = _ -> hits.create(entity);
        world.process();

        assertThat(world.create()).isEqualTo(entity);
        assertThat(hits.table.has(entity)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void anEntityThatIsCreatedAndDeletedInOneTurnLeavesItsSuccessorNothing(int form) {
        Hits hits = hits(form);
        int[] entity = {-1};
        first =
                turn -> {
                    entity[0] = turn.world().create();
                    hits.create(entity[0]);
                    turn.world().delete(entity[0]);
                };
        world.process();

        assertThat(world.create()).isEqualTo(entity[0]);
        assertThat(hits.table.has(entity[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aFailedTickEndsLikeAnyOther(int form) {
        Hits hits = hits(form);
        int doomed = world.create();
        int[] made = {-1};
        RuntimeException failure = new IllegalStateException("boom");
        first =
                turn -> {
                    made[0] = turn.world().create();
                    hits.create(doomed);
                    hits.create(made[0]);
                    turn.world().delete(doomed);
                    throw failure;
                };

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(hits.table.has(made[0])).isEqualTo(hits.lifetime > 1);
        first = _ -> assertThat(hits.table.has(made[0])).isEqualTo(hits.lifetime > 1);
        world.process();
        assertThat(hits.table.has(made[0])).isEqualTo(hits.lifetime > 2);
        int successor = world.create();
        assertThat(successor).isEqualTo(doomed);
        assertThat(hits.table.has(successor)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aDeadEntityIsRefusedAndNothingChanges(int form) {
        Hits hits = hits(form);
        int dead = world.create();
        world.process();
        world.delete(dead);
        world.process();

        for (int id : new int[] {dead, dead + 1, 1_000_000, -1}) {
            assertThatThrownBy(() -> hits.create(id))
                    .isInstanceOf(DeadEntityException.class)
                    .hasMessageContaining("no entity " + id)
                    .hasMessageContaining("but its " + hits.name() + " was");
        }

        assertThat(hits.table.size()).isZero();
        assertThat(hits.table.has(dead)).isFalse();
        assertThat(world.create()).isEqualTo(dead);
        assertThat(hits.table.has(dead)).isFalse();
        assertThatThrownBy(() -> hits.table.has(-1)).isInstanceOf(DeadEntityException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void anIndexOutsideIsRefused(int form) {
        Hits hits = hits(form);
        hits.create(world.create());
        hits.create(world.create());

        assertThatThrownBy(() -> hits.table.entity(2))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Index 2 is outside the 2 entities");
        assertThatThrownBy(() -> hits.table.entity(-1)).isInstanceOf(OutOfBoundsException.class);
        world.process();
        world.process();
        world.process();
        assertThatThrownBy(() -> hits.table.entity(0)).isInstanceOf(OutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theNumberOfTheTickBeginsAnewBeforeItOverflows(int form) {
        Hits hits = hits(form);
        int old = world.create();
        int every = world.create();
        hits.table.tick = 7;
        hits.create(old);
        world.process();
        for (int i = 0; i < 3; i++) {
            world.process();
        }
        hits.table.tick = Integer.MAX_VALUE - 4;
        List<Integer> once = new ArrayList<>();
        for (int tick = 0; tick < 12; tick++) {
            assertThat(hits.table.has(old)).isFalse();
            int entityOfThisTick = world.create();
            once.add(entityOfThisTick);
            hits.create(entityOfThisTick);
            hits.setDamage(entityOfThisTick, 100 + tick);
            assertThat(hits.create(every)).isEqualTo(1);
            hits.setDamage(every, tick);
            world.process();

            assertThat(hits.table.has(every)).isEqualTo(hits.lifetime > 1);
            int kept = Math.min(tick + 1, hits.lifetime - 1);
            assertThat(hits.table.size()).isEqualTo(kept == 0 ? 0 : kept + 1);
            for (int i = 0; i < kept; i++) {
                int entity = once.get(once.size() - 1 - i);
                assertThat(hits.damage(entity)).isEqualTo(100 + tick - i);
            }
        }
        assertThat(hits.table.tick).isBetween(1, 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theTableGrowsWithTheWorld(int form) {
        Hits hits = hits(form);
        for (int i = 0; i < 10_000; i++) {
            int entity = world.create();
            hits.create(entity);
            hits.setDamage(entity, i);
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(hits.table.entity(i)).isEqualTo(i);
            assertThat(hits.damage(i)).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void anEntityMayBeGivenAnotherValueWhileAllAreGoneThrough(int form) {
        Hits hits = hits(form);
        int a = world.create();
        int b = world.create();
        hits.create(a);
        first =
                _ -> {
                    for (int i = 0; i < hits.table.size(); i++) {
                        hits.create(b);
                        hits.create(a);
                    }
                };

        assertThatCode(world::process).doesNotThrowAnyException();

        assertThat(hits.table.size()).isEqualTo(hits.lifetime == 1 ? 0 : 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void worldsHaveTheirOwn(int form) {
        World other = world();
        int entity = world.create();
        other.create();
        hits(form).create(entity);

        assertThat(Hits.all(other).get(form).table.has(entity)).isFalse();
        assertThat(hits(form).table.has(entity)).isTrue();
        assertThat(Hits.all(other)).hasSize(FORMS);
    }
}
