package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.MissingComponentException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What systems of frames and of steps have of each other: events, commands, transient values. */
class FixedStepEventsTest extends SteppingTest {

    @Test
    void whatAFrameEmitsEachSystemOfStepsSeesInOneStep() {
        Emitter emitter = new Emitter();
        World world = world(stepping(), emitter, new Reader(log), new SecondReader(log));

        emitter.emitting = true;
        frame(world, 0.125f);
        emitter.emitting = false;
        frame(world, 0f);
        assertThat(log).isEmpty();

        frame(world, 0.5f);
        assertThat(log).containsExactly("1 of one", "1 of two", "1 of one", "1 of two");
        frame(world, 0.5f);
        assertThat(log).hasSize(4);
    }

    @EachFrame
    static class Emitter extends BaseSystem {
        FrameEvents<Hit> hits;
        FrameEvents<Born> births;
        boolean emitting;

        @Override
        protected void processSystem() {
            if (emitting) {
                hits.emit();
                births.emit();
            }
        }
    }

    static class Reader extends BaseSystem {
        FrameEvents<Hit> hits;
        FrameEvents<Born> births;
        private final List<String> log;

        Reader(List<String> log) {
            this.log = log;
        }

        @Override
        protected void processSystem() {
            hits.forEach(_ -> log.add(hits.size() + " of one"));
            births.forEach(_ -> log.add(births.size() + " of two"));
        }
    }

    static class SecondReader extends Reader {
        SecondReader(List<String> log) {
            super(log);
        }
    }

    /** Emits its number of steps in each. */
    static class Counting extends BaseSystem {
        FrameEvents<Born> births;
        int steps;

        @Override
        protected void processSystem() {
            births.emit().entity = ++steps;
        }
    }

    @EachFrame
    static class Hearing extends BaseSystem {
        EventReader<Born> births;
        private final List<String> log;

        Hearing(List<String> log) {
            this.log = log;
        }

        @Override
        protected void processSystem() {
            while (births.hasNext()) {
                log.add("heard " + births.next().entity);
            }
            log.add("frame");
        }
    }

    @Test
    void aReaderOfFramesSeesTheEventsOfAllStepsOnce() {
        World world = world(stepping(), new Counting(), new Hearing(log));

        frame(world, 0.75f);
        frame(world, 0.125f);
        frame(world, 0.25f);

        assertThat(log)
                .containsExactly(
                        "heard 1", "heard 2", "heard 3", "frame", "frame", "heard 4", "frame");
    }

    @EachFrame
    static class Deleting extends BaseSystem {
        FrameMapper<Hit.OfThree> hits;
        Commands commands;
        final List<Boolean> found = new ArrayList<>();

        @Override
        protected void processSystem() {
            int entity = world.create();
            found.add(hits.has(entity));
            hits.create(entity);
            commands.delete(entity);
        }
    }

    @Test
    void aTransientThatAFrameGaveToADeletedEntityDoesNotPassToTheNextOwnerOfItsId() {
        Deleting deleting = new Deleting();
        World world = world(stepping(), deleting, logging("step"));

        for (int i = 0; i < 8; i++) {
            frame(world, 0.125f);
        }

        assertThat(deleting.found).hasSize(8).containsOnly(false);
        assertThat(deleting.hits.size()).isZero();
    }

    @Test
    void whatAFrameGivesALivingEntityIsThereInTheNextStep() {
        int[] damage = new int[1];
        class Giving extends BaseSystem {
            FrameMapper<Hit> hits;

            @Override
            protected void processSystem() {
                if (!hits.has(0)) {
                    hits.create(0).damage = 5;
                }
            }
        }
        class Taking extends BaseSystem {
            FrameMapper<Hit> hits;

            @Override
            protected void processSystem() {
                damage[0] += hits.get(0).damage;
            }
        }
        World world =
                world(
                        stepping().eachFrame(system -> system instanceof Giving),
                        new Giving(),
                        new Taking());
        world.create();

        frame(world, 0.125f);
        frame(world, 0.125f);
        frame(world, 0.25f);

        assertThat(damage[0]).isEqualTo(10);
    }

    @Test
    void listenersAreToldInAFrameWithoutAStepAndSystems() {
        World world = world(stepping(), logging("step"));
        world.getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new com.artemis.EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(com.artemis.utils.IntBag entities) {
                                log.add("inserted " + entities.size());
                            }

                            @Override
                            public void removed(com.artemis.utils.IntBag entities) {
                                log.add("removed " + entities.size());
                            }
                        });
        world.create();
        frame(world, 0f);
        world.delete(0);
        frame(world, 0f);

        assertThat(log).containsExactly("inserted 1", "removed 1");
    }

    @Test
    void theRowOfAnEntityThatASystemOfFramesDeletedIsNobodysAfterTheFrame() {
        assumeTrue(Safety.CHECKED);
        int[] entity = {-1};
        World world =
                world(
                        stepping(),
                        new Render(
                                turn -> {
                                    if (entity[0] >= 0) {
                                        turn.world().delete(entity[0]);
                                    }
                                }));
        Position position = ((SoaMapper<Position>) world.getMapper(Position.class)).store();
        int made = world.create();
        mapper(world, Position.class).create(made);
        frame(world, STEP);
        entity[0] = made;

        frame(world, 0);

        assertThatThrownBy(() -> position.x.get(made))
                .isInstanceOf(MissingComponentException.class);
    }
}
