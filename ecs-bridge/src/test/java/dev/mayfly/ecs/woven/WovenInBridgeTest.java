package dev.mayfly.ecs.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.Commands;
import dev.mayfly.ecs.ComponentColumns;
import dev.mayfly.ecs.EntityQuery;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.ParallelSpanSystem;
import dev.mayfly.ecs.Reads;
import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.ecs.SpanWorker;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.error.UndeclaredWriteException;
import dev.mayfly.ecs.snapshot.WorldHistory;
import dev.mayfly.ecs.snapshot.WorldSnapshot;
import dev.mayfly.ecs.spatial.SpatialGrid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What the bridge has for columns, with those of a woven component. */
class WovenInBridgeTest {

    /** Goes over explicit columns, in the same world. */
    @All(Speed.class)
    static class Doubling extends SpanSystem {
        Floats x;

        @Override
        protected void initialize() {
            x = ComponentColumns.of(world, Speed.class).floats("x");
        }

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                x.set(e, x.get(e) * 2);
            }
        }
    }

    /** Goes over views, on several threads. */
    @All(Speed.class)
    static class Adding extends ParallelSpanSystem {
        ComponentMapper<Speed> speeds;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e < to; e++) {
                Speed speed = speeds.get(e);
                speed.y$set(speed.y$get() + 1);
            }
        }
    }

    /** Does what a test gives it. */
    static class Doing extends BaseSystem {
        Commands commands;
        FrameArena arena;

        @All(Speed.class)
        EntityQuery speeding;

        ComponentMapper<Speed> speeds;
        Runnable part = () -> {};

        @Override
        protected void processSystem() {
            part.run();
        }
    }

    @Reads(Speed.class)
    static final class Looking extends Doing {}

    private final Doing doing = new Doing();
    private final Looking looking = new Looking();
    private final EntityLinkManager links = new EntityLinkManager();
    private final World world =
            new World(
                    new WorldConfigurationBuilder()
                            .with(new MayflyPlugin())
                            .with(links, new Doubling(), new Adding(), doing, looking)
                            .build());
    private final ComponentMapper<Speed> speeds = world.getMapper(Speed.class);
    private final ComponentMapper<Crew> crews = world.getMapper(Crew.class);
    private final ComponentColumns columns = ComponentColumns.of(world, Speed.class);

    @AfterEach
    void dispose() {
        world.dispose();
    }

    private int speeding(float x) {
        int entity = world.create();
        speeds.create(entity).x$set(x);
        return entity;
    }

    @Test
    void systemsOverColumnsAndOverViewsWorkOnTheSameRows() {
        for (int i = 0; i < 300; i++) {
            speeding(i);
        }

        world.process();

        assertThat(speeds.get(299).x$get()).isEqualTo(598);
        assertThat(columns.floats("y").get(299)).isEqualTo(1);
    }

    @Test
    void aColumnThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThatThrownBy(() -> columns.ints("x"))
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining("has no column 'int x'; it has float x, float y");
        assertThatThrownBy(() -> ComponentColumns.of(world, Plain.class))
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining("mark it @Columns");
        World bare = new World();
        assertThatThrownBy(() -> ComponentColumns.of(bare, Speed.class))
                .isInstanceOf(NoPluginException.class);
    }

    /** Marked, and not woven. */
    @Columns
    public static class Plain extends Component {}

    @Test
    void withoutTheWeaverAComponentIsPlain() {
        int entity = world.create();
        Plain plain = world.getMapper(Plain.class).create(entity);

        assertThat(world.getMapper(Plain.class).get(entity)).isSameAs(plain);
    }

    @Test
    void commandsCreateAddSetAndRemove() {
        int slow = speeding(1);
        world.process();
        doing.part =
                () -> {
                    int made = doing.commands.create();
                    doing.commands.add(made, speeds);
                    doing.commands.set(made, columns.floats("x"), 7);
                    doing.commands.remove(slow, speeds);
                };

        world.process();
        doing.part = () -> {};

        assertThat(speeds.has(slow)).isFalse();
        assertThat(speeds.get(1).x$get()).isEqualTo(7);
    }

    @Test
    void queriesSortByAColumn() {
        speeding(3);
        speeding(1);
        speeding(2);
        List<Integer> sorted = new ArrayList<>();
        doing.part =
                () -> {
                    var ids = doing.speeding.sortedBy(columns.floats("x"));
                    for (int i = 0; i < ids.length(); i++) {
                        sorted.add(ids.get(i));
                    }
                };

        world.process();

        assertThat(sorted).containsExactly(1, 2, 0);
    }

    @Test
    void aGridFindsThem() {
        int near = speeding(0.1f);
        speeding(100);
        SpatialGrid grid = new SpatialGrid(1);
        List<Integer> found = new ArrayList<>();
        doing.part =
                () -> {
                    var all = world.getAspectSubscriptionManager().get(Aspect.all(Speed.class));
                    var ids = doing.arena.intList(8);
                    grid.build(
                            doing.arena,
                            all.getEntities(),
                            columns.floats("x"),
                            columns.floats("y"));
                    grid.radius(0, 1, 2, ids);
                    for (int i = 0; i < ids.length(); i++) {
                        found.add(ids.get(i));
                    }
                };

        world.process();

        assertThat(found).containsExactly(near);
    }

    @Test
    void snapshotsAndHistoriesBringThemBack() {
        int entity = speeding(5);
        WorldHistory history = new WorldHistory(world, 4);
        world.process();
        long tick = history.record();
        Speed kept = speeds.get(entity);

        world.process();
        assertThat(kept.x$get()).isEqualTo(20);
        history.rewindTo(tick);
        assertThat(kept.x$get()).isEqualTo(10);

        speeds.remove(entity);
        world.process();
        history.rewindTo(tick);
        assertThat(speeds.get(entity).x$get()).isEqualTo(10);
    }

    @Test
    void aSnapshotSaysWhichComponentHoldsObjects() {
        crews.create(world.create());
        world.process();

        assertThatThrownBy(() -> new WorldSnapshot(world).take())
                .isInstanceOf(PlainComponentException.class)
                .hasMessageContaining("Crew, whose fields that are no primitives hold objects");
    }

    @Test
    void whatIsNotDeclaredIsNotWritten() {
        int entity = speeding(1);
        world.process();
        looking.part = () -> speeds.get(entity).x$set(3);

        if (Safety.CHECKED) {
            assertThatThrownBy(world::process).isInstanceOf(UndeclaredWriteException.class);
        } else {
            world.process();
        }
    }

    @Test
    void linksAreWatched() {
        List<String> told = new ArrayList<>();
        links.register(
                Crew.class,
                "ship",
                new LinkListener() {
                    @Override
                    public void onLinkEstablished(int source, int target) {
                        told.add(source + " to " + target);
                    }

                    @Override
                    public void onLinkKilled(int source, int target) {
                        told.add("killed");
                    }

                    @Override
                    public void onTargetDead(int source, int dead) {
                        told.add(dead + " is dead");
                    }

                    @Override
                    public void onTargetChanged(int source, int target, int old) {
                        told.add("changed");
                    }
                });
        int ship = world.create();
        Crew crew = crews.create(world.create());
        crew.ship$set(ship);
        world.process();
        world.delete(ship);
        world.process();

        assertThat(told).containsExactly("1 to 0", "0 is dead");
        assertThat(crew.ship$get()).isEqualTo(-1);
    }
}
