package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.EntitySubscription;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.annotations.All;
import com.artemis.annotations.AspectDescriptor;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.systems.IntervalIteratingSystem;
import com.artemis.systems.IntervalSystem;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.DropIn.Armour;
import dev.mayfly.ecs.DropIn.Crew;
import dev.mayfly.ecs.DropIn.Ghost;
import dev.mayfly.ecs.DropIn.Health;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What Artemis documents happens in a world with the plugin as it does in one without. */
class DropInTest {

    /** Logs what it is told and does, and in its turn what a test wants. */
    private static class Watcher extends IteratingSystem {
        final List<String> log;
        ComponentMapper<Health> healths;
        ComponentMapper<Ghost> ghosts;

        Watcher(List<String> log, Aspect.Builder aspect) {
            super(aspect);
            this.log = log;
        }

        @Override
        protected void begin() {
            log.add("begin");
        }

        @Override
        protected void process(int entity) {
            log.add("process " + entity);
        }

        @Override
        protected void end() {
            log.add("end");
        }

        @Override
        protected void inserted(int entity) {
            log.add("inserted " + entity);
        }

        @Override
        protected void removed(int entity) {
            Health health = healths.get(entity);
            Ghost ghost = ghosts.get(entity);
            log.add(
                    "removed "
                            + entity
                            + (health == null ? "" : " health " + health.points)
                            + (ghost == null ? "" : " ghost " + ghost.fade)
                            + (ghosts.has(entity) ? " has ghost" : ""));
        }

        @Override
        protected void dispose() {
            log.add("dispose");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void delayedRemoval(boolean always) {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Watcher watcher =
                                    new Watcher(events, Aspect.one(Health.class, Ghost.class));
                            builder.alwaysDelayComponentRemoval(always).with(watcher);
                            return world -> {
                                int deleted = world.create();
                                watcher.healths.create(deleted).points = 4;
                                watcher.ghosts.create(deleted).fade = 2;
                                int stripped = world.create();
                                watcher.healths.create(stripped);
                                int faded = world.create();
                                watcher.ghosts.create(faded);
                                world.process();
                                world.delete(deleted);
                                watcher.healths.remove(stripped);
                                watcher.ghosts.remove(faded);
                                watcher.ghosts.create(faded);
                                watcher.ghosts.remove(faded);
                                world.process();
                            };
                        });

        assertThat(log)
                .contains("removed 0 health 4 ghost 2 has ghost", "removed 2 ghost 5")
                .contains(always ? "removed 1 health 10" : "removed 1");
    }

    @Test
    void entityLinks() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            builder.with(new EntityLinkManager());
                            return world -> {
                                LinkListener listener = linkListener(events);
                                world.getSystem(EntityLinkManager.class)
                                        .register(Crew.class, "captain", listener);
                                int ship = world.create();
                                Crew crew = world.edit(ship).create(Crew.class);
                                int captain = world.create();
                                int mate = world.create();
                                int sailor = world.create();
                                int other = world.create();
                                crew.captain = captain;
                                crew.mate = world.getEntity(mate);
                                crew.sailors.add(sailor);
                                crew.sailors.add(other);
                                world.process();
                                crew.captain = other;
                                world.process();
                                world.delete(mate);
                                world.delete(sailor);
                                world.delete(other);
                                world.process();
                                world.process();
                                events.add(crew.captain + " " + crew.mate + " " + crew.sailors);
                                world.delete(ship);
                                world.process();
                            };
                        });

        assertThat(log)
                .contains("linked 0 to 1", "changed 0 from 1 to 4", "dead 0 to 4")
                .anyMatch(event -> event.startsWith("-1 null"));
    }

    private static LinkListener linkListener(List<String> log) {
        return new LinkListener() {
            @Override
            public void onLinkEstablished(int source, int target) {
                log.add("linked " + source + " to " + target);
            }

            @Override
            public void onLinkKilled(int source, int target) {
                log.add("killed " + source + " to " + target);
            }

            @Override
            public void onTargetDead(int source, int deadTarget) {
                log.add("dead " + source + " to " + deadTarget);
            }

            @Override
            public void onTargetChanged(int source, int target, int oldTarget) {
                log.add("changed " + source + " from " + oldTarget + " to " + target);
            }
        };
    }

    @Test
    void groups() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            GroupManager groups = new GroupManager();
                            builder.with(groups);
                            return world -> {
                                Entity a = world.createEntity();
                                Entity b = world.createEntity();
                                groups.add(a, "red");
                                groups.add(b, "red");
                                groups.add(b, "blue");
                                world.process();
                                events.add(groups.getEntities("red") + " " + groups.getGroups(b));
                                groups.remove(a, "red");
                                world.delete(b.getId());
                                events.add("blue " + groups.getEntities("blue").size());
                                world.process();
                                events.add("blue " + groups.getEntities("blue").size());
                                events.add(groups.isInAnyGroup(a) + " " + groups.isInGroup(a, "x"));
                                events.add("again " + groups.getGroups(world.createEntity()));
                            };
                        });

        assertThat(log).contains("blue 1", "blue 0", "false false");
    }

    @Test
    void tags() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            TagManager tags = new TagManager();
                            builder.with(tags);
                            return world -> {
                                int a = world.create();
                                int b = world.create();
                                tags.register("player", a);
                                world.process();
                                events.add("player " + tags.getEntityId("player"));
                                tags.register("player", b);
                                events.add("player " + tags.getEntityId("player"));
                                events.add("tag of a " + tags.getTag(a));
                                world.delete(b);
                                world.process();
                                events.add("player " + tags.getEntityId("player"));
                                events.add("recycled " + tags.getTag(world.create()));
                            };
                        });

        assertThat(log)
                .containsExactly(
                        "player 0", "player 1", "tag of a null", "player -1", "recycled null");
    }

    @Test
    void intervalSystems() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            builder.with(
                                    new IntervalSystem(Aspect.all(), 1f) {
                                        @Override
                                        protected void processSystem() {
                                            events.add("interval " + getIntervalDelta());
                                        }
                                    },
                                    new IntervalIteratingSystem(Aspect.all(), 0.5f) {
                                        @Override
                                        protected void process(int entity) {
                                            events.add(entity + " after " + getIntervalDelta());
                                        }
                                    });
                            return world -> {
                                world.create();
                                for (int i = 0; i < 20; i++) {
                                    world.setDelta(0.15f + 0.01f * i);
                                    world.process();
                                    events.add("tick");
                                }
                            };
                        });

        assertThat(log).anyMatch(event -> event.startsWith("interval"));
        assertThat(log).filteredOn("tick"::equals).hasSize(20);
        assertThat(log).filteredOn(event -> event.startsWith("interval")).hasSizeBetween(3, 5);
    }

    @Test
    void disabledSystemsAndSystemsThatDoNotWantToRun() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Watcher watcher = new Watcher(events, Aspect.all());
                            BaseSystem unwilling =
                                    new BaseSystem() {
                                        @Override
                                        protected boolean checkProcessing() {
                                            events.add("asked");
                                            return false;
                                        }

                                        @Override
                                        protected void processSystem() {
                                            events.add("never");
                                        }
                                    };
                            builder.with(watcher, unwilling);
                            return world -> {
                                watcher.setEnabled(false);
                                world.create();
                                world.process();
                                events.add("enabled " + watcher.isEnabled());
                                watcher.setEnabled(true);
                                world.process();
                                unwilling.setEnabled(false);
                                world.process();
                            };
                        });

        assertThat(log)
                .startsWith("inserted 0", "asked", "enabled false", "begin", "process 0", "end")
                .doesNotContain("never");
    }

    @Test
    void listeners() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Watcher watcher = new Watcher(events, Aspect.all(Health.class));
                            BaseSystem maker =
                                    new BaseEntitySystem(Aspect.all(Health.class)) {
                                        ComponentMapper<Health> healths;

                                        @Override
                                        protected void inserted(int entity) {
                                            if (entity < 3) {
                                                healths.create(world.create());
                                            }
                                        }

                                        @Override
                                        protected void processSystem() {
                                            world.delete(world.create());
                                            int brief = world.create();
                                            healths.create(brief);
                                            healths.remove(brief);
                                            if (subscription.getEntities().size() > 2) {
                                                world.delete(subscription.getEntities().get(0));
                                            }
                                        }
                                    };
                            builder.with(maker, watcher);
                            return world -> {
                                watcher.healths.create(world.create());
                                for (int i = 0; i < 5; i++) {
                                    world.process();
                                    events.add("tick " + watcher.getEntityIds());
                                }
                            };
                        });

        assertThat(log).contains("inserted 1", "removed 0 health 10").hasSizeGreaterThan(20);
    }

    @Test
    void wiring() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Wired wired = new Wired();
                            builder.with(wired, new TagManager());
                            builder.with(new Watcher(events, Aspect.all()));
                            return world -> {
                                events.add(wired.describe());
                                Target target = new Target();
                                world.inject(target);
                                events.add("" + (target.healths != null) + (target.tags != null));
                                events.add("" + wired.equals(world.getSystem(Wired.class)));
                            };
                        },
                        builder -> builder.register("hello").register("name", "world"));

        assertThat(log)
                .containsExactly("hello world true true true true", "truetrue", "true", "dispose");
    }

    /** Has something injected in every documented way. */
    @All(Health.class)
    private static final class Wired extends IteratingSystem {
        @Wire String greeting;

        @Wire(name = "name")
        String named;

        ComponentMapper<Health> healths;
        TagManager tags;

        @AspectDescriptor(all = Health.class)
        EntitySubscription subscribed;

        @SkipWire TagManager skipped;

        String describe() {
            return greeting
                    + " "
                    + named
                    + " "
                    + (healths != null)
                    + " "
                    + (tags != null)
                    + " "
                    + subscribed.equals(subscription)
                    + " "
                    + (skipped == null);
        }

        @Override
        protected void process(int entity) {}
    }

    /** An object that is no system. */
    private static final class Target {
        ComponentMapper<Health> healths;
        TagManager tags;
    }

    @Test
    void archetypesWithParentsAndTransmuters() {
        List<String> log =
                DropIn.play(
                        (builder, events) -> {
                            Watcher watcher = new Watcher(events, Aspect.all(Armour.class));
                            builder.with(watcher);
                            return world -> {
                                Archetype parent =
                                        new ArchetypeBuilder()
                                                .add(Health.class)
                                                .add(Armour.class)
                                                .build(world);
                                Archetype child =
                                        new ArchetypeBuilder(parent)
                                                .add(Ghost.class)
                                                .remove(Health.class)
                                                .build(world);
                                EntityTransmuter bare =
                                        new EntityTransmuterFactory(world)
                                                .remove(Armour.class)
                                                .add(Health.class)
                                                .build();
                                ComponentMapper<Armour> armours = world.getMapper(Armour.class);
                                int a = world.create(parent);
                                int b = world.create(child);
                                armours.get(b).plates = 9;
                                world.process();
                                bare.transmute(b);
                                world.process();
                                int c = world.create(child);
                                events.add("plates " + armours.get(c).plates);
                                for (int entity : new int[] {a, b, c}) {
                                    events.add(
                                            world.compositionId(entity)
                                                    + " "
                                                    + watcher.healths.has(entity)
                                                    + armours.has(entity)
                                                    + watcher.ghosts.has(entity));
                                }
                            };
                        });

        assertThat(log).contains("inserted 1", "removed 1 health 10 ghost 5 has ghost", "plates 3");
    }
}
