package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.WorldConfigurationBuilder.Priority;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;
import com.artemis.injection.FieldResolver;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.ComponentTypeException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class InjectionTest extends WorldTest {

    static class Passive extends BaseSystem {
        @Override
        protected void processSystem() {}
    }

    static class Parent extends Passive {
        FrameArena inherited;
    }

    static class Everything extends Parent {
        FrameAllocator allocator;
        private FrameArena frame;
        Position position;
        private Velocity velocity;
        ComponentMapper<Position> mapper;
        SoaMapper<Position> soaMapper;
        Aspect.Builder builder;
        int primitive = 3;
        static FrameArena ofTheClass;
        @SkipWire FrameArena skipped;
    }

    /** Subscribes to a SoA type before the plugin's own system joins the world. */
    @All(Position.class)
    static class Early extends IteratingSystem {
        Position position;
        ComponentMapper<Position> mapper;
        int turns;

        @Override
        protected void process(int entity) {
            turns++;
        }
    }

    static class Abstract extends Passive {
        SoaComponent anyOfThem;
    }

    static class AbstractSkipped extends Passive {
        @SkipWire SoaComponent anyOfThem;
    }

    /** A plain object for {@code world.inject}. */
    static class Tool {
        FrameArena frame;
        Position position;
    }

    @Test
    void allocatorArenaStoresAndMappersAreInjected() {
        Everything system = new Everything();
        World world = world(system);

        assertThat(system.allocator).isSameAs(memory);
        assertThat(system.frame).isSameAs(arena);
        assertThat(system.inherited).isSameAs(arena);
        assertThat(system.position).isSameAs(mapper(world, Position.class).store());
        assertThat(system.velocity).isSameAs(mapper(world, Velocity.class).store());
        assertThat(system.soaMapper).isSameAs(world.getMapper(Position.class));
        assertThat(system.mapper).isSameAs(system.soaMapper);
    }

    @Test
    void fieldsThatAreNotOursAreLeftAlone() {
        Everything system = new Everything();
        world(system);

        assertThat(system.primitive).isEqualTo(3);
        assertThat(system.builder).isNull();
        assertThat(system.skipped).isNull();
        assertThat(Everything.ofTheClass).isNull();
    }

    @Test
    void theSharedAllocatorIsTheDefault() {
        Everything system = new Everything();

        new World(new WorldConfigurationBuilder().with(new MayflyPlugin()).with(system).build());

        assertThat(system.allocator).isSameAs(FrameAllocator.shared());
        assertThat(system.frame).isSameAs(FrameAllocator.shared().arena());
    }

    @Test
    void anObjectGivenToTheWorldIsInjected() {
        World world = world();
        Tool tool = new Tool();

        world.inject(tool);

        assertThat(tool.frame).isSameAs(arena);
        assertThat(tool.position).isSameAs(mapper(world, Position.class).store());
    }

    @Test
    void aSystemThatComesBeforeThePluginsOwnGetsTheSameStore() {
        Early early = new Early();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(Priority.HIGHEST, early)
                                .with(plugin())
                                .build());
        int entity = world.create();
        world.edit(entity).create(Position.class);

        world.process();

        assertThat(early.turns).isEqualTo(1);
        assertThat(early.mapper).isInstanceOf(SoaMapper.class);
        assertThat(early.mapper.get(entity)).isSameAs(early.position);
    }

    @Test
    void aFieldOfAnAbstractSoaTypeIsRefused() {
        assertThatThrownBy(() -> world(new Abstract()))
                .hasRootCauseInstanceOf(ComponentTypeException.class)
                .rootCause()
                .hasMessageContaining(SoaComponent.class.getName())
                .hasMessageContaining("is abstract")
                .hasMessageContaining("@SkipWire");

        world(new AbstractSkipped());
    }

    @Test
    void onePluginServesManyWorlds() {
        MayflyPlugin plugin = plugin();
        Everything first = new Everything();
        Everything second = new Everything();

        World one = new World(new WorldConfigurationBuilder().with(plugin).with(first).build());
        World two = new World(new WorldConfigurationBuilder().with(plugin).with(second).build());
        one.dispose();
        two.process();

        assertThat(first.position).isNotSameAs(second.position);
        assertThat(second.position.x.length()).isPositive();
    }

    @Wire
    static class Wired extends Passive {
        FrameArena frame;
        Position position;
    }

    @Test
    void aClassThatIsMarkedWireIsInjectedToo() {
        Wired system = new Wired();
        world(system);

        assertThat(system.frame).isSameAs(arena);
        assertThat(system.position).isNotNull();
    }

    @All(Position.class)
    static class OfSpans extends SpanSystem {
        Position position;

        @Override
        protected void processSpan(int from, int to) {}
    }

    @All(Position.class)
    static class OfWorkers extends ParallelSpanSystem {
        Position position;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {}
    }

    @Test
    void noResolverIsAskedAboutFieldsOfOurOwn() {
        List<String> asked = new ArrayList<>();
        FieldResolver curious =
                new FieldResolver() {
                    @Override
                    public void initialize(World world) {}

                    @Override
                    public @Nullable Object resolve(Object target, Class<?> type, Field field) {
                        asked.add(field.getDeclaringClass().getSimpleName());
                        return null;
                    }
                };

        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin())
                                .register(curious)
                                .with(new OfSpans(), new OfWorkers())
                                .build());

        assertThat(asked)
                .contains("BaseEntitySystem")
                .doesNotContain(
                        "SpanSystem", "ParallelSpanSystem", "InstalledPlugin", "StoreCloser");
        assertThat(world.getSystem(OfSpans.class).position)
                .isSameAs(world.getSystem(OfWorkers.class).position)
                .isNotNull();
        world.dispose();
    }
}
