package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.ArtemisPlugin;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.EntityEdit;
import com.artemis.InvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What happens in a tick, in which order, and in which scope. */
class TickOrderTest extends WorldTest {

    private final List<String> log = new ArrayList<>();

    /** Logs its turns, and what its listeners are told. */
    private class Watcher extends IteratingSystem {
        FrameArena frame;

        Watcher() {
            super(Aspect.all());
        }

        @Override
        protected void process(int entity) {
            log.add("process " + entity + " at depth " + depth(frame));
        }

        @Override
        protected void inserted(int entity) {
            log.add("inserted " + entity + " at depth " + depth(frame));
        }

        @Override
        protected void removed(int entity) {
            log.add("removed " + entity + " at depth " + depth(frame));
        }
    }

    private class Off extends BaseSystem {
        @Override
        protected boolean checkProcessing() {
            return false;
        }

        @Override
        protected void processSystem() {
            log.add("never");
        }
    }

    private static class Count extends BaseEntitySystem {
        int inserted;

        Count() {
            super(Aspect.all());
        }

        @Override
        protected void inserted(int entity) {
            inserted++;
        }

        @Override
        protected void processSystem() {}
    }

    private int depth(FrameArena frame) {
        return frame == null ? 0 : frame.depth();
    }

    @Test
    void systemsRunInTheTicksScopeAndFrameScopedOnesInOneMore() {
        World world =
                world(
                        new Turn.First(turn -> log.add("plain " + turn.frame.depth())),
                        new Turn.Scoped(turn -> log.add("scoped " + turn.frame.depth())),
                        new Turn.Second(turn -> log.add("plain " + turn.frame.depth())));

        world.process();

        assertThat(log).containsExactly("plain 1", "scoped 2", "plain 1");
    }

    @Test
    void theAnnotationIsInherited() {
        class Heir extends Turn.Scoped {
            Heir() {
                super(turn -> log.add("scoped " + turn.frame.depth()));
            }
        }

        world(new Heir()).process();

        assertThat(log).containsExactly("scoped 2");
    }

    @Test
    void listenersAreToldBetweenSystemsInAScopeOfTheirOwn() {
        World world =
                world(
                        new Turn.First(turn -> turn.world().create()),
                        new Watcher(),
                        new Turn.Scoped(turn -> turn.world().delete(0)),
                        new Turn.Second(turn -> turn.world().create()));

        world.process();

        assertThat(log)
                .containsExactly(
                        "inserted 0 at depth 2",
                        "process 0 at depth 1",
                        "removed 0 at depth 2",
                        "inserted 1 at depth 2");
    }

    @Test
    void anEditThatChangesNothingIsUsedAgainAfterTheNextRound() {
        World world = world();
        int first = world.create();
        int second = world.create();
        world.process();

        EntityEdit edit = world.edit(first);
        world.process();

        assertThat(world.edit(second)).isSameAs(edit);
    }

    @Test
    void theOrderOfEventsIsThatOfTheStockStrategy() {
        List<String> ours = eventsOf(builder -> builder.with(plugin()));
        List<String> stock = eventsOf(builder -> builder.register(new InvocationStrategy()));

        assertThat(ours).isEqualTo(stock).hasSizeGreaterThan(10);
    }

    private List<String> eventsOf(ArtemisPlugin strategy) {
        log.clear();
        Watcher watcher = new Watcher();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(strategy)
                                .with(
                                        new Turn.First(turn -> turn.world().create()),
                                        watcher,
                                        new Off(),
                                        new Turn.Second(turn -> turn.world().delete(0)),
                                        new Turn.Third(turn -> turn.world().create()))
                                .build());
        world.create();
        world.process();
        world.process();
        world.getSystem(Turn.Second.class).setEnabled(false);
        world.process();
        return log.stream().map(event -> event.replaceAll(" at depth.*", "")).toList();
    }

    @Test
    void aDisabledSystemIsSkippedUntilItIsEnabled() {
        Turn turn = new Turn.Scoped(_ -> log.add("ran"));
        World world = world(turn);

        turn.setEnabled(false);
        world.process();
        assertThat(log).isEmpty();
        assertThat(turn.isEnabled()).isFalse();

        turn.setEnabled(true);
        world.process();
        assertThat(log).containsExactly("ran");
    }

    @Test
    void aWorldWithoutSystemsStillTellsItsListeners() {
        World world = world();
        Count count = new Count();
        world.getAspectSubscriptionManager().get(Aspect.all()).addSubscriptionListener(count);
        world.create();

        world.process();

        assertThat(count.inserted).isEqualTo(1);
    }

    @Test
    void artemisOwnManagersStayEnabled() {
        World world = world();

        assertThat(world.getEntityManager().isEnabled()).isTrue();
        assertThat(world.getComponentManager().isEnabled()).isTrue();
    }
}
