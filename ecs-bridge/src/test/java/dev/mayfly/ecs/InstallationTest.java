package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.artemis.injection.CachedInjector;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.EarlyMapperException;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that stands between the plugin and the world it was registered with is an error at
 * once.
 */
class InstallationTest extends WorldTest {

    /** No public class, so Artemis cannot instantiate it. */
    static final class Hidden extends SoaComponent {
        public Hidden() {}
    }

    public abstract static class Unfinished extends SoaComponent {
        public Unfinished() {}
    }

    /** Does not look mappers up in the component manager's table. */
    static class OddWorld extends World {
        OddWorld(WorldConfiguration configuration) {
            super(configuration);
        }

        @Override
        public <T extends Component> ComponentMapper<T> getMapper(Class<T> type) {
            return new ComponentMapper<>(type, this);
        }
    }

    private WorldConfigurationBuilder builder() {
        return new WorldConfigurationBuilder().with(plugin());
    }

    /** Keeps a mapper that it has asked for before its world is told of anyone behind it. */
    @SkipWire
    static final class Eager extends BaseSystem {
        ComponentMapper<Position> positions;
        ComponentMapper<Twin.Health> health;

        @Override
        protected void setWorld(World world) {
            super.setWorld(world);
            positions = world.getMapper(Position.class);
            health = world.getMapper(Twin.Health.class);
        }

        @Override
        protected void processSystem() {}
    }

    @Test
    void aMapperThatWasAskedForBeforeThePluginJoinedIsRefusedWhenItIsUsed() {
        Eager eager = new Eager();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(WorldConfigurationBuilder.Priority.HIGHEST, eager)
                                .with(plugin())
                                .build());
        ComponentMapper<Position> early = eager.positions;
        SoaMapper<Position> mapper = mapper(world, Position.class);
        int entity = world.create();
        mapper.create(entity);
        eager.health.create(entity);

        for (Consumer<ComponentMapper<Position>> use :
                List.<Consumer<ComponentMapper<Position>>>of(
                        each -> each.get(entity),
                        each -> each.has(entity),
                        each -> each.create(entity),
                        each -> each.remove(entity))) {
            assertThatThrownBy(() -> use.accept(early))
                    .isInstanceOf(EarlyMapperException.class)
                    .hasMessageContaining("Position")
                    .hasMessageContaining("initialize()");
        }
        world.process();
        assertThat(mapper.has(entity)).isTrue();
        assertThat(eager.health.has(entity)).isTrue();
    }

    @Test
    void anInjectorThatReplacesThePluginsIsRefused() {
        WorldConfiguration configuration = builder().build();
        configuration.setInjector(new CachedInjector());

        assertThatThrownBy(() -> new World(configuration))
                .isInstanceOf(InjectorReplacedException.class)
                .hasMessageContaining("setInjector")
                .hasMessageContaining("WorldConfigurationBuilder.register");
    }

    @Test
    void aSoaComponentInAWorldWithoutThePluginIsRefused() {
        World plain = new World();
        int entity = plain.create();

        assertThatThrownBy(() -> plain.getMapper(Position.class).create(entity))
                .isInstanceOf(StrayComponentException.class)
                .hasMessageContaining(Position.class.getName())
                .hasMessageContaining("made by Artemis, in a world without MayflyPlugin")
                .hasMessageContaining("with(new MayflyPlugin())");
        assertThatThrownBy(() -> plain.edit(entity).create(Position.class))
                .isInstanceOf(StrayComponentException.class)
                .hasMessageContaining("with(new MayflyPlugin())");
    }

    abstract static class Flight extends SpanSystem {
        @SkipWire Position skipped;
        static FrameArena ofTheClass;
        boolean ran;

        @Override
        protected void processSpan(int from, int to) {
            ran = true;
        }
    }

    @All(Velocity.class)
    static class Shooting extends Flight {
        FrameEvents<Hit> hits;
    }

    @All(Velocity.class)
    static class Falling extends Flight {
        Velocity velocity;
    }

    static class Beating extends ParallelSpanSystem {
        Beating() {
            super(Aspect.all());
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {}
    }

    private static WorldConfiguration withoutPlugin(BaseSystem system) {
        return new WorldConfigurationBuilder().with(system).build();
    }

    @Test
    void aSystemOfOursWhoseFieldsThePluginFillsSaysThatItWasForgotten() {
        assertThatThrownBy(() -> new World(withoutPlugin(new Shooting())))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("Field 'hits' of " + Shooting.class.getName())
                .hasMessageContaining("a FrameEvents, is filled by MayflyPlugin")
                .hasMessageContaining("with(new MayflyPlugin())");
        assertThatThrownBy(() -> new World(withoutPlugin(new Falling())))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("Field 'velocity'");
        assertThatThrownBy(() -> new World(withoutPlugin(new Beating())))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("with(new MayflyPlugin())");
    }

    /** A plain component, in spans of which there is nothing that the plugin does. */
    @All(Plain.class)
    static class OverPlain extends Flight {
        ComponentMapper<Plain> plain;
    }

    public static class Plain extends Component {}

    @Test
    void aSpanSystemThatNeedsNothingOfThePluginRunsWithoutIt() {
        OverPlain system = new OverPlain();
        World plain = new World(withoutPlugin(system));
        plain.edit(plain.create()).create(Plain.class);

        plain.process();

        assertThat(system.ran).isTrue();
    }

    static class Radar extends BaseSystem {
        FrameArena frame;

        @Override
        protected void processSystem() {
            frame.floats(8);
        }
    }

    /** What troubleshooting.md says that one sees. */
    @Test
    void aSystemOfArtemisOwnHasTheNullThatTheDocsExplain() {
        World plain = new World(withoutPlugin(new Radar()));

        assertThatThrownBy(plain::process)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "Cannot invoke \"dev.mayfly.allocator.FrameArena.floats(int)\" because"
                                + " \"this.frame\" is null");
    }

    @Test
    void aSoaComponentIsNotMadeByHand() {
        World world = world();
        int entity = world.create();

        for (ThrowingCallable making :
                List.<ThrowingCallable>of(
                        Position::new, () -> world.edit(entity).add(new Position()))) {
            assertThatThrownBy(making)
                    .isInstanceOf(StrayComponentException.class)
                    .hasMessageStartingWith(Position.class.getName() + " was made by 'new'")
                    .hasMessageContaining("world.edit(entity).create(Position.class)")
                    .hasMessageNotContaining("with(new MayflyPlugin())");
        }
        world.edit(entity).create(Position.class);
    }

    @Test
    void aComponentTypeThatCannotBeInstantiatedIsNamed() {
        World world = world();

        assertThatThrownBy(() -> world.getMapper(Hidden.class))
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining(Hidden.class.getName())
                .hasMessageContaining("public constructor");
        assertThatThrownBy(() -> world.getMapper(Unfinished.class))
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining(Unfinished.class.getName())
                .hasMessageContaining("abstract");
    }

    /** Asks for a component type that cannot be built. */
    static class Tool {
        Hidden hidden;
    }

    @Test
    void aComponentTypeThatCannotBeInstantiatedSaysSoEachTimeItIsInjected() {
        World world = world();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> world.inject(new Tool()))
                    .cause()
                    .isInstanceOf(ComponentTypeException.class)
                    .hasMessageContaining(Hidden.class.getName());
        }
    }

    @Test
    void anArtemisThatLooksMappersUpElsewhereIsUnsupported() {
        World odd = new OddWorld(builder().build());

        assertThatThrownBy(() -> odd.getMapper(Position.class))
                .isInstanceOf(UnsupportedArtemisException.class)
                .hasMessageContaining("Position")
                .hasMessageContaining("ComponentManager.mappers");
    }

    @Test
    void theTableOfTheSupportedVersionHoldsTheMappers() {
        World world = world();
        SoaMapper<Position> mapper = mapper(world, Position.class);

        assertThat(ArtemisInternals.mapperTable(world.getComponentManager())).contains(mapper);
    }
}
