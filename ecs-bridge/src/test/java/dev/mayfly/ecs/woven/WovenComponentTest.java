package dev.mayfly.ecs.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuterFactory;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.Bag;
import com.artemis.utils.EntityBuilder;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.error.MissingComponentException;
import dev.mayfly.ecs.error.SharedComponentException;
import dev.mayfly.ecs.error.UnwovenCodeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WovenComponentTest {

    /** Does what a test gives it. */
    static final class Doing extends BaseSystem {
        Runnable part = () -> {};

        @Override
        protected void processSystem() {
            part.run();
        }
    }

    private final Doing doing = new Doing();
    private final World world =
            new World(new WorldConfigurationBuilder().with(new MayflyPlugin()).with(doing).build());
    private final ComponentMapper<Speed> speeds = world.getMapper(Speed.class);
    private final ComponentMapper<Crew> crews = world.getMapper(Crew.class);
    private final ComponentMapper<Cell> cells = world.getMapper(Cell.class);

    @AfterEach
    void dispose() {
        world.dispose();
    }

    private void inTick(Runnable part) {
        doing.part = part;
        world.process();
        doing.part = () -> {};
    }

    @Test
    void whatIsCreatedHasTheValuesOfItsConstructor() {
        int entity = world.create();

        Speed made = speeds.create(entity);

        assertThat(made.x$get()).isEqualTo(1);
        assertThat(speeds.get(entity).x$get()).isEqualTo(1);
        assertThat(made.columns$()).isNotNull();
    }

    @Test
    void aViewThatIsKeptGoesOnBeingTheEntitys() {
        int entity = world.create();
        Speed kept = speeds.create(entity);

        speeds.get(entity).x$set(5);
        kept.y$set(6);
        for (int i = 0; i < 1_000; i++) { // so that columns grow
            speeds.create(world.create());
        }

        assertThat(kept.x$get()).isEqualTo(5);
        assertThat(speeds.get(entity).y$get()).isEqualTo(6);
    }

    @Test
    void aComponentMadeByNewHasValuesOfItsOwn() {
        Speed made = new Speed(2, 3).scale(2);

        assertThat(made.x$get()).isEqualTo(4);
        assertThat(made.y$get()).isEqualTo(6);
        assertThat(made.columns$()).isNull();
    }

    @Test
    void whatIsAddedIsAttached() {
        int entity = world.create();
        Speed made = new Speed(2, 3);

        WovenTurns.add(world.edit(entity), made);
        made.scale(10);

        assertThat(speeds.get(entity).x$get()).isEqualTo(20);
        assertThat(speeds.get(entity).y$get()).isEqualTo(30);
        world.process();
        assertThat(world.getEntity(entity).getComponents(new Bag<>()).get(0))
                .isInstanceOf(Speed.class);
    }

    @Test
    void whatIsAddedReplacesWhatTheEntityHad() {
        int entity = world.create();
        Crew before = crews.create(entity);
        before.name$set("Ada");
        Crew after = new Crew();
        after.name$set("Bob");

        WovenTurns.add(world.edit(entity), after);

        assertThat(crews.get(entity).name$get()).isEqualTo("Bob");
        if (Safety.CHECKED) {
            assertThatThrownBy(before::name$get).isInstanceOf(MissingComponentException.class);
        }
    }

    @Test
    void whatIsAddedAgainToItsOwnEntityStays() {
        int entity = world.create();
        Speed made = new Speed(2, 3);
        WovenTurns.add(world.edit(entity), made);

        WovenTurns.add(world.edit(entity), made);

        assertThat(made.x$get()).isEqualTo(2);
    }

    @Test
    void aComponentOfOneEntityIsNotSharedWithAnother() {
        int owner = world.create();
        int other = world.create();
        Speed shared = speeds.create(owner);

        assertThatThrownBy(() -> WovenTurns.add(world.edit(other), shared))
                .isInstanceOf(SharedComponentException.class)
                .hasMessageContaining("The Speed of entity 0 was added to entity 1 as well.");
        assertThat(speeds.has(other)).isFalse();
    }

    @Test
    void aComponentMayMoveToAnotherEntity() {
        int from = world.create();
        int to = world.create();
        Speed moved = speeds.create(from);
        moved.x$set(8);

        speeds.remove(from);
        WovenTurns.add(world.edit(to), moved);
        moved.scale(2);

        assertThat(speeds.has(from)).isFalse();
        assertThat(speeds.get(to).x$get()).isEqualTo(16);
    }

    @Test
    void aBuilderAddsComponents() {
        Crew crew = new Crew();
        crew.rank$set('c');

        var built = WovenTurns.with(new EntityBuilder(world), new Speed(4, 5), crew).build();

        assertThat(speeds.get(built.getId()).y$get()).isEqualTo(5);
        assertThat(crews.get(built.getId()).rank$get()).isEqualTo('c');
    }

    @Test
    void codeThatIsNotWovenIsToldSoWhereItAdds() {
        int entity = world.create();

        assertThatThrownBy(() -> world.edit(entity).add(new Speed(2, 3)))
                .isInstanceOf(UnwovenCodeException.class)
                .hasMessageContaining("A Speed was added with EntityEdit.add by")
                .hasMessageContaining(WovenComponentTest.class.getName());
        assertThat(speeds.has(entity)).isFalse();
        world.process();
        assertThat(world.getEntity(entity).getComponents(new Bag<>()).isEmpty()).isTrue();
    }

    @Test
    void codeThatIsNotWovenTakesNothingAwayWhereItAdds() {
        int entity = world.create();
        speeds.create(entity).x$set(9);

        assertThatThrownBy(() -> world.edit(entity).add(new Speed(2, 3)))
                .isInstanceOf(UnwovenCodeException.class);

        assertThat(speeds.get(entity).x$get()).isEqualTo(9);
    }

    @Test
    void fieldsOfEveryTypeAreKept() {
        int entity = world.create();
        Crew crew = crews.create(entity);

        crew.name$set("Eve");
        crew.ready$set(true);
        crew.ship$set(7);

        Crew seen = crews.get(entity);
        assertThat(seen.name$get()).isEqualTo("Eve");
        assertThat(seen.ready$get()).isTrue();
        assertThat(seen.ship$get()).isEqualTo(7);
        assertThat(seen.rank$get()).isEqualTo('x');
        assertThat(seen.mates$get()).isSameAs(crew.mates$get());
    }

    @Test
    void archetypesAndTransmutersMakeThem() {
        Archetype both = new ArchetypeBuilder().add(Speed.class).add(Crew.class).build(world);
        int made = world.create(both);
        int changed = world.create();
        new EntityTransmuterFactory(world).add(Speed.class).build().transmute(changed);

        assertThat(speeds.get(made).x$get()).isEqualTo(1);
        assertThat(crews.get(made).mates$get()).isNotNull();
        assertThat(speeds.get(changed).x$get()).isEqualTo(1);
    }

    @Test
    void removedValuesAreReadToTheEndOfTheTickAndThenAreGone() {
        int entity = world.create();
        Crew crew = crews.create(entity);
        crew.name$set("Ada");
        crew.rank$set('a');
        world.process();

        inTick(
                () -> {
                    crews.remove(entity);
                    assertThat(crews.get(entity)).isNull();
                    assertThat(crew.name$get()).isEqualTo("Ada");
                    assertThat(crew.rank$get()).isEqualTo('a');
                });

        if (Safety.CHECKED) {
            assertThatThrownBy(crew::name$get)
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining("Column Crew.name was read for entity 0");
            assertThatThrownBy(crew::rank$get).isInstanceOf(MissingComponentException.class);
        } else {
            assertThat(crew.name$get()).isNull();
        }
    }

    @Test
    void aViewOfWhatWasLostIsNotOneOfWhatCameAfter() {
        int entity = world.create();
        Speed old = speeds.create(entity);

        speeds.remove(entity);
        speeds.create(entity).x$set(5);

        if (Safety.CHECKED) {
            assertThatThrownBy(old::x$get)
                    .isInstanceOf(MissingComponentException.class)
                    .hasMessageContaining("A Speed of entity 0 was used that it has no more");
        }
        assertThat(speeds.get(entity).x$get()).isEqualTo(5);
    }

    @Test
    void aViewIsNotOneOfTheNextEntityOfTheId() {
        int entity = world.create();
        Speed old = speeds.create(entity);
        world.process();
        world.delete(entity);
        world.process();
        int next = world.create();
        speeds.create(next);

        assertThat(next).isEqualTo(entity);
        if (Safety.CHECKED) {
            assertThatThrownBy(() -> old.x$set(1)).isInstanceOf(MissingComponentException.class);
        }
    }

    @Test
    void aPooledComponentComesBackAsItsResetLeftIt() {
        int entity = world.create();
        Cell first = cells.create(entity);
        first.size$set(8);
        first.kept$set(9);
        world.process();

        cells.remove(entity);
        int next = world.create();
        Cell second = cells.create(next);

        assertThat(second).isSameAs(first);
        assertThat(second.size$get()).isEqualTo(0);
        assertThat(second.kept$get()).isEqualTo(9);
        assertThat(cells.get(next).kept$get()).isEqualTo(9);
    }

    @Test
    void aPooledComponentOfADeletedEntityComesBack() {
        int entity = world.create();
        Cell first = cells.create(entity);
        world.process();

        world.delete(entity);
        world.process();

        assertThat(cells.create(world.create())).isSameAs(first);
    }

    @Test
    void aPooledComponentThatATransmuterTookComesBack() {
        int entity = world.create();
        Cell first = cells.create(entity);

        new EntityTransmuterFactory(world).remove(Cell.class).build().transmute(entity);

        assertThat(cells.create(world.create())).isSameAs(first);
    }

    @Test
    void aPooledComponentOfAnArchetypeComesBack() {
        Archetype one = new ArchetypeBuilder().add(Cell.class).build(world);
        int entity = world.create(one);
        cells.get(entity).kept$set(7);

        cells.remove(entity);

        assertThat(cells.get(world.create(one)).kept$get()).isEqualTo(7);
    }

    @Test
    void aPooledComponentIsNotAdded() {
        assertThatThrownBy(() -> WovenTurns.add(world.edit(world.create()), new Cell()))
                .hasMessageContaining("Use EntityEdit#create");
    }

    @Test
    void whatIsCreatedOnADeletedEntityIsDetached() {
        int entity = world.create();
        world.process();
        world.delete(entity);

        Speed made = speeds.create(entity);
        made.x$set(4);
        world.process();
        int next = world.create();

        assertThat(next).isEqualTo(entity);
        assertThat(made.columns$()).isNull();
        assertThat(made.x$get()).isEqualTo(4);
        assertThat(speeds.has(next)).isFalse();
    }

    @Test
    void whatReadsFieldsByReflectionStumbles() throws ReflectiveOperationException {
        var guard = Speed.class.getDeclaredField("$guard");
        guard.setAccessible(true);
        Object value = guard.get(new Speed());

        assertThatThrownBy(() -> value.equals("")).isInstanceOf(UnwovenCodeException.class);
        assertThatThrownBy(() -> ((Iterable<?>) value).iterator())
                .isInstanceOf(UnwovenCodeException.class)
                .hasMessageContaining("SoaJsonSerializer");
    }

    /** As the weaver makes it of an ordinary system. */
    @All(Speed.class)
    static class Slowing extends IteratingSystem implements WovenTurn {
        ComponentMapper<Speed> speeds;
        int removeAt = -1;
        int turns;
        private transient Losses losses$;
        private transient int before$;

        @Override
        protected void process(int e) {
            if (e == removeAt) {
                speeds.remove(e + 1);
            }
            Speed speed = speeds.get(e);
            if (speed != null) {
                speed.scale(0.5f);
            }
        }

        private Speed at$0(Speed$Mapper m, int e) {
            return losses$.count == before$ ? m.view(e) : m.get(e);
        }

        private void process$at(int e) {
            if (e == removeAt) {
                speeds.remove(e + 1);
            }
            Speed speed = at$0((Speed$Mapper) (ComponentMapper<? extends Component>) speeds, e);
            if (speed != null) {
                speed.scale(0.5f);
            }
        }

        @Override
        public void turn$() {
            if (!checkProcessing()) {
                return;
            }
            turns++;
            begin();
            losses$ = WovenTurns.losses(world, subscription, Speed.class);
            int[] ids = subscription.getEntities().getData();
            int n = subscription.getEntities().size();
            int done = 0;
            int outer = before$;
            before$ = losses$.count;
            try {
                while (done < n && losses$.count == before$) {
                    int start = WovenTurns.nextSpan(ids, done, n);
                    done = each$(ids, done, start);
                    if (done == start && start < n && losses$.count == before$) {
                        int end = WovenTurns.endOfSpan(ids, start, n);
                        done = start + span$(ids[start], ids[end - 1] + 1);
                    }
                }
                for (; done < n; done++) {
                    process(ids[done]);
                }
            } finally {
                before$ = outer;
            }
            end();
        }

        private int each$(int[] ids, int from, int to) {
            int i = from;
            while (i < to) {
                process$at(ids[i]);
                i++;
                if (losses$.count != before$) {
                    break;
                }
            }
            return i;
        }

        private int span$(int from, int to) {
            for (int e = from; e < to; e++) {
                process$at(e);
                if (losses$.count != before$) {
                    return e + 1 - from;
                }
            }
            return to - from;
        }
    }

    @Test
    void aWovenSystemTakesItsTurnByItsLoop() {
        Slowing slowing = new Slowing();
        World other =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(slowing)
                                .build());
        ComponentMapper<Speed> mapper = other.getMapper(Speed.class);
        for (int i = 0; i < 200; i++) {
            mapper.create(other.create()).x$set(8);
        }
        other.process();
        slowing.removeAt = 150;
        other.process();

        assertThat(slowing.turns).isEqualTo(2);
        for (int i = 0; i < 200; i++) {
            if (i == 151) {
                assertThat(mapper.has(i)).isFalse();
            } else {
                assertThat(mapper.get(i).x$get()).isEqualTo(2);
            }
        }
        other.dispose();
    }
}
