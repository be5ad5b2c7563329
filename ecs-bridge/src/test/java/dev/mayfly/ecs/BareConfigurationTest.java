package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.Wire;
import com.artemis.injection.CachedInjector;
import com.artemis.injection.FieldHandler;
import com.artemis.injection.FieldResolver;
import com.artemis.injection.InjectionCache;
import com.artemis.injection.Injector;
import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.error.InjectorReplacedException;
import dev.mayfly.ecs.error.InstallationException;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The plugin in a configuration that no builder makes. */
class BareConfigurationTest extends WorldTest {

    private final List<String> log = new ArrayList<>();

    /** Takes memory, has columns, and reads them when the world is disposed of. */
    static class Using extends Turn {
        Position position;
        final List<String> log;

        Using(List<String> log) {
            super(turn -> log.add("took " + turn.frame.floats(4).length()));
            this.log = log;
        }

        @Override
        protected void dispose() {
            log.add("x is " + position.x.get(0));
        }
    }

    /** Asks for a mapper as early as it can. */
    static class Early extends BaseSystem {
        boolean isSoa;

        @Override
        protected void setWorld(World world) {
            super.setWorld(world);
            isSoa = world.getMapper(Position.class) instanceof SoaMapper;
        }

        @Override
        protected void processSystem() {}
    }

    private void works(WorldConfiguration configuration) {
        World world = new World(configuration);
        Position position = mapper(world, Position.class).create(world.create());
        position.x.set(0, 2.5f);

        world.process();
        world.dispose();

        assertThat(log).containsExactly("took 4", "x is 2.5");
        assertThatThrownBy(() -> position.x.get(0)).isInstanceOf(ExpiredException.class);
    }

    @Test
    void thePluginIsInstalledBeforeTheSystems() {
        WorldConfiguration configuration = new WorldConfiguration();
        plugin().install(configuration);
        Early early = new Early();

        works(configuration.setSystem(early).setSystem(new Using(log)));

        assertThat(early.isSoa).isTrue();
    }

    @Test
    void thePluginIsInstalledAfterTheSystems() {
        Early early = new Early();
        WorldConfiguration configuration =
                new WorldConfiguration().setSystem(early).setSystem(new Using(log));
        plugin().install(configuration);

        works(configuration);

        assertThat(early.isSoa).isTrue();
    }

    @Test
    void systemsKeepTheirOrder() {
        WorldConfiguration configuration =
                new WorldConfiguration()
                        .setSystem(new Turn.Second(_ -> log.add("second")))
                        .setSystem(new Turn.First(_ -> log.add("first")));
        plugin().install(configuration);
        configuration.setSystem(new Turn.Third(_ -> log.add("third")));

        new World(configuration).process();

        assertThat(log).containsExactly("second", "first", "third");
    }

    @Test
    void aSystemThatIsAddedToWhatABuilderMadeReadsItsColumnsWhenItIsDisposedOf() {
        works(new WorldConfigurationBuilder().with(plugin()).build().setSystem(new Using(log)));
    }

    @Test
    void aStrategyOfTheConfigurationIsRunWithinTheTicks() {
        for (boolean before : new boolean[] {true, false}) {
            log.clear();
            GuestStrategies.Profiling strategy = new GuestStrategies.Profiling();
            WorldConfiguration configuration = new WorldConfiguration();
            if (before) {
                configuration.setInvocationStrategy(strategy);
            }
            plugin().install(configuration);
            if (!before) {
                configuration.setInvocationStrategy(strategy);
            }

            works(configuration.setSystem(new Using(log)));

            assertThat(strategy.ticks).isEqualTo(1);
        }
    }

    // --- injection

    record Answer(int number) {}

    /** Asks for what is registered. */
    static class Wired extends BaseSystem {
        @Wire Answer answer;
        Commands commands;

        @Override
        protected void processSystem() {}
    }

    /** Asks for what a resolver gives. */
    static class Asking extends BaseSystem {
        Answer answer;
        Commands commands;

        @Override
        protected void processSystem() {}
    }

    static class Answers implements FieldResolver {
        @Override
        public void initialize(World world) {}

        @Override
        public Object resolve(Object target, Class<?> fieldType, Field field) {
            return fieldType == Answer.class ? new Answer(42) : null;
        }
    }

    @Test
    void objectsThatAreRegisteredAreInjectedBesideThePlugins() {
        Wired wired = new Wired();
        WorldConfiguration configuration =
                new WorldConfiguration().register(new Answer(7)).setSystem(wired);
        plugin().install(configuration);

        new World(configuration);

        assertThat(wired.answer.number()).isEqualTo(7);
        assertThat(wired.commands).isNotNull();
    }

    @Test
    void anInjectorThatWasSetBeforeKeepsItsResolvers() {
        FieldHandler handler = new FieldHandler(InjectionCache.sharedCache.get());
        handler.addFieldResolver(new Answers());
        Asking asking = new Asking();
        WorldConfiguration configuration =
                new WorldConfiguration()
                        .setInjector(new CachedInjector().setFieldHandler(handler))
                        .setSystem(asking);
        plugin().install(configuration);

        new World(configuration);

        assertThat(asking.answer.number()).isEqualTo(42);
        assertThat(asking.commands).isNotNull();
    }

    // --- mistakes

    @Test
    void anInjectorThatIsSetAfterwardsIsRefused() {
        WorldConfiguration configuration = new WorldConfiguration();
        plugin().install(configuration);
        configuration.setInjector(new CachedInjector());

        assertThatThrownBy(() -> new World(configuration))
                .isInstanceOf(InjectorReplacedException.class)
                .hasMessageContaining("before you call install");
    }

    @Test
    void anInjectorOfAnotherClassIsRefusedAndNothingIsInstalled() {
        Injector other =
                (Injector)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Injector.class},
                                (_, _, _) -> null);
        WorldConfiguration configuration = new WorldConfiguration().setInjector(other);

        assertThatThrownBy(() -> plugin().install(configuration))
                .isInstanceOf(InjectorReplacedException.class)
                .hasMessageContaining("CachedInjector");

        configuration.setInjector(new CachedInjector());
        plugin().install(configuration);
        new World(configuration).process();
    }

    @Test
    void installingTwiceIsRefused() {
        WorldConfiguration built = new WorldConfigurationBuilder().with(plugin()).build();
        WorldConfiguration bare = new WorldConfiguration();
        plugin().install(bare);

        for (WorldConfiguration configuration : List.of(built, bare)) {
            assertThatThrownBy(() -> plugin().install(configuration))
                    .isInstanceOf(InstallationException.class)
                    .hasMessageContaining("already");
            new World(configuration).process();
        }
    }

    @Test
    void installingWhenTheWorldIsMadeIsRefused() {
        WorldConfiguration configuration = new WorldConfiguration();
        new World(configuration);

        assertThatThrownBy(() -> plugin().install(configuration))
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("before new World(configuration)");
    }
}
