package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.WorldConfigurationBuilder.Priority;

import dev.mayfly.allocator.FrameArena;

import net.mostlyoriginal.api.event.common.Event;
import net.mostlyoriginal.api.event.common.EventDispatchStrategy;
import net.mostlyoriginal.api.event.common.EventSystem;
import net.mostlyoriginal.api.event.common.Subscribe;
import net.mostlyoriginal.api.event.common.SubscribeAnnotationFinder;
import net.mostlyoriginal.api.event.dispatcher.BasicEventDispatcher;
import net.mostlyoriginal.api.event.dispatcher.FastEventDispatcher;
import net.mostlyoriginal.api.event.dispatcher.PollingEventDispatcher;
import net.mostlyoriginal.api.manager.AssetManager;
import net.mostlyoriginal.api.system.core.DualEntityProcessingSystem;
import net.mostlyoriginal.api.system.core.SpreadProcessingSystem;
import net.mostlyoriginal.api.system.delegate.DeferredEntityProcessingSystem;
import net.mostlyoriginal.api.system.delegate.EntityProcessAgent;
import net.mostlyoriginal.api.system.delegate.EntityProcessPrincipal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.TreeMap;

/** Systems and managers of artemis-odb-contrib over columns, before and behind the plugin's own. */
class ContribSystemsTest extends WorldTest {

    /** Where the systems stand. */
    enum Place {
        BEFORE_THE_PLUGIN,
        BEHIND_THE_PLUGIN
    }

    private World world(Place place, BaseSystem... systems) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        if (place == Place.BEFORE_THE_PLUGIN) {
            builder.with(Priority.HIGHEST, systems).with(plugin());
        } else {
            builder.with(plugin()).with(systems);
        }
        return new World(builder.build());
    }

    private static int at(World world, float x) {
        int entity = world.create();
        mapper(world, Position.class).create(entity).x.set(entity, x);
        return entity;
    }

    static final class Spreading extends SpreadProcessingSystem {
        Position position;

        Spreading() {
            super(Aspect.all(Position.class), 1f);
        }

        @Override
        protected void process(int entity) {
            position.x.add(entity, 1f);
        }
    }

    @ParameterizedTest
    @EnumSource
    void spreadOverTicks(Place place) {
        World world = world(place, new Spreading());
        Position position = mapper(world, Position.class).store();
        for (int i = 0; i < 4; i++) {
            at(world, 10f * i);
        }
        world.delta = 0.5f;
        world.process();
        assertThat(position.x.get(1)).isEqualTo(11f);
        assertThat(position.x.get(3)).isEqualTo(30f);

        world.process();

        assertThat(position.x.get(3)).isEqualTo(31f);
    }

    static final class Pairing extends DualEntityProcessingSystem {
        Position position;
        Velocity velocity;
        float sum;

        Pairing() {
            super(Aspect.all(Position.class), Aspect.all(Velocity.class));
        }

        @Override
        protected void process(int a, int b) {
            sum += position.x.get(a) * velocity.x.get(b);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goThroughPairs(Place place) {
        Pairing pairing = new Pairing();
        World world = world(place, pairing);
        at(world, 2f);
        at(world, 3f);
        for (int i = 0; i < 2; i++) {
            int entity = world.create();
            mapper(world, Velocity.class).create(entity).x.set(entity, 10f);
        }

        world.process();

        assertThat(pairing.sum).isEqualTo(100f);
    }

    /** Runs what others do for an entity, the last entity first. */
    static final class Sorting extends BaseSystem implements EntityProcessPrincipal {
        final Map<Integer, EntityProcessAgent> agents = new TreeMap<>((a, b) -> b - a);

        @Override
        public void registerAgent(int entity, EntityProcessAgent agent) {
            agents.put(entity, agent);
        }

        @Override
        public void unregisterAgent(int entity, EntityProcessAgent agent) {
            agents.remove(entity);
        }

        @Override
        protected void processSystem() {
            agents.forEach((entity, agent) -> agent.process(entity));
        }
    }

    static final class Drawing extends DeferredEntityProcessingSystem {
        Position position;
        final StringBuilder drawn = new StringBuilder();

        Drawing(EntityProcessPrincipal principal) {
            super(Aspect.all(Position.class), principal);
        }

        @Override
        protected void process(int entity) {
            drawn.append(position.x.get(entity)).append(' ');
        }
    }

    @ParameterizedTest
    @EnumSource
    void areDeferredToAPrincipal(Place place) {
        Sorting sorting = new Sorting();
        Drawing drawing = new Drawing(sorting);
        World world = world(place, sorting, drawing);
        at(world, 1f);
        int second = at(world, 2f);
        at(world, 3f);
        world.process();
        world.delete(second);
        world.process();

        assertThat(drawing.drawn).hasToString("3.0 2.0 1.0 3.0 1.0 ");
    }

    public static final class Sprite extends Component {
        public String name = "";
    }

    static final class Sprites extends AssetManager<Position, Sprite> {
        Sprites() {
            super(Position.class, Sprite.class);
        }

        @Override
        protected void setup(int entity, Position position, Sprite sprite) {
            sprite.name = "at " + position.x.get(entity);
        }
    }

    @Test
    void assetsFollowComponentsInColumns() {
        World world = world(Place.BEHIND_THE_PLUGIN, new Sprites());
        int entity = at(world, 4f);

        world.process();
        assertThat(world.getMapper(Sprite.class).get(entity).name).isEqualTo("at 4.0");

        mapper(world, Position.class).remove(entity);
        world.process();
        assertThat(world.getMapper(Sprite.class).has(entity)).isFalse();
    }

    /** Something at an entity. */
    static final class Bump implements Event {
        final int entity;

        Bump(int entity) {
            this.entity = entity;
        }
    }

    static final class Bumping extends BaseSystem {
        EventSystem events;

        @Override
        protected void processSystem() {
            events.dispatch(new Bump(0));
        }
    }

    public static final class Bumped extends BaseSystem {
        Position position;
        FrameArena frame;

        @Subscribe
        public void on(Bump bump) {
            position.x.add(bump.entity, frame.floats(1).get(0) + 1f);
        }

        @Override
        protected void processSystem() {}
    }

    @ParameterizedTest
    @EnumSource
    void dispatchEventsToSystemsOverColumns(Place place) {
        // The jars of contrib have a package in common, which the module path does not allow.
        assumeFalse(Boolean.getBoolean("test.module.path"));
        for (EventDispatchStrategy each :
                new EventDispatchStrategy[] {
                    new FastEventDispatcher(), new BasicEventDispatcher()
                }) {
            assertThat(bumped(place, each)).isEqualTo(3f);
        }
        // which dispatches when the event system has its turn, the first of three
        assertThat(bumped(place, new PollingEventDispatcher())).isEqualTo(2f);
    }

    private float bumped(Place place, EventDispatchStrategy dispatcher) {
        World world =
                world(
                        place,
                        new EventSystem(dispatcher, new SubscribeAnnotationFinder()),
                        new Bumping(),
                        new Bumped());
        at(world, 1f);
        world.process();
        world.process();
        return mapper(world, Position.class).store().x.get(0);
    }
}
