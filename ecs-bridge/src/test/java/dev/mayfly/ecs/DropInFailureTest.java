package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;
import com.artemis.World;

import dev.mayfly.ecs.DropIn.Ghost;
import dev.mayfly.ecs.DropIn.Health;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/**
 * A tick that fails leaves a world with the plugin as it leaves one without, and the ticks after it
 * run alike.
 */
class DropInFailureTest {

    private static final int TICKS = 8;

    enum Where {
        BEGIN,
        SYSTEM,
        END,
        INSERTED,
        REMOVED
    }

    /** Creates and deletes in each turn, and fails once, somewhere. */
    private static class Fragile extends BaseEntitySystem {
        final List<String> log;
        final Where where;
        final int when;
        int tick;
        ComponentMapper<Health> healths;
        ComponentMapper<Ghost> ghosts;

        Fragile(List<String> log, Where where, int when) {
            super(Aspect.all(Health.class));
            this.log = log;
            this.where = where;
            this.when = when;
        }

        private void pass(Where place) {
            log.add(getClass().getSimpleName() + " " + place);
            if (place == where && tick == when) {
                throw new IllegalStateException("at " + place);
            }
        }

        @Override
        protected void begin() {
            pass(Where.BEGIN);
        }

        @Override
        protected void processSystem() {
            healths.create(world.create());
            int ghost = world.create();
            ghosts.create(ghost);
            healths.create(ghost);
            if (subscription.getEntities().size() > 2) {
                world.delete(subscription.getEntities().get(1));
                ghosts.remove(subscription.getEntities().get(0));
            }
            pass(Where.SYSTEM);
        }

        @Override
        protected void end() {
            pass(Where.END);
        }

        @Override
        protected void inserted(int entity) {
            log.add("inserted " + entity);
            pass(Where.INSERTED);
        }

        @Override
        protected void removed(int entity) {
            log.add("removed " + entity + " " + ghosts.has(entity));
            pass(Where.REMOVED);
        }
    }

    private static final class Second extends Fragile {
        Second(List<String> log) {
            super(log, Where.SYSTEM, -1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BEGIN, 3",
        "SYSTEM, 0",
        "SYSTEM, 3",
        "END, 3",
        "INSERTED, 0",
        "INSERTED, 3",
        "REMOVED, 4"
    })
    void theTicksAfterAFailureAreThoseOfAStockWorld(Where where, int when) {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Fragile fragile = new Fragile(events, where, when);
                            builder.with(fragile, new Second(events));
                            return world -> run(world, fragile, events);
                        });

        assertThat(log).filteredOn(("failed at " + where)::equals).hasSize(1);
        assertThat(log.subList(log.indexOf("failed at " + where), log.size()))
                .hasSizeGreaterThan(20)
                .anyMatch(event -> event.startsWith("living"));
    }

    private static void run(World world, Fragile fragile, List<String> log) {
        for (fragile.tick = 0; fragile.tick < TICKS; fragile.tick++) {
            Throwable failure = catchThrowable(world::process);
            if (failure != null) {
                log.add("failed " + failure.getMessage());
            }
            log.add(
                    "living "
                            + world.getAspectSubscriptionManager().get(Aspect.all()).getEntities());
        }
    }

    @Test
    void aFailingDisposeKeepsNobodyFromTheirs() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            builder.with(new Disposed(events), new Last(events));
                            return world -> {
                                Throwable failure = catchThrowable(world::dispose);
                                events.add(failure.getClass().getName());
                                world.getSystem(Disposed.class).fails = false;
                            };
                        });

        assertThat(log).startsWith("disposed", "last", "com.artemis.ArtemisMultiException");
    }

    private static class Disposed extends BaseEntitySystem {
        final List<String> log;
        boolean fails = true;

        Disposed(List<String> log) {
            super(Aspect.all());
            this.log = log;
        }

        @Override
        protected void processSystem() {}

        @Override
        protected void dispose() {
            log.add("disposed");
            if (fails) {
                throw new IllegalStateException("dispose");
            }
        }
    }

    private static final class Last extends BaseEntitySystem {
        final List<String> log;

        Last(List<String> log) {
            super(Aspect.all());
            this.log = log;
        }

        @Override
        protected void processSystem() {}

        @Override
        protected void dispose() {
            log.add("last");
        }
    }
}
