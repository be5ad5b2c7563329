package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.ArtemisPlugin;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.injection.FieldResolver;
import com.artemis.utils.reflect.Field;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.error.ComponentTypeException;

import net.mostlyoriginal.api.Singleton;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;

/**
 * Singletons as artemis-odb-contrib documents them: a field whose type is marked is given the
 * component of an entity that the plugin keeps for them.
 */
class ContribSingletonTest extends WorldTest {

    @Singleton
    public static final class Weather extends Component {
        public int degrees = 20;
    }

    @Singleton
    public static final class Score extends SoaComponent {
        public final Ints points = ints();
    }

    static final class Cooling extends BaseSystem {
        Weather weather;
        Position position;

        @Override
        protected void processSystem() {
            weather.degrees--;
        }
    }

    static final class Counting extends BaseSystem {
        Score score;

        @Override
        protected void processSystem() {}
    }

    static final class CountingByMapper extends BaseSystem {
        SoaMapper<Score> scores;

        @Override
        protected void processSystem() {}
    }

    /** Written after its description, not its source. */
    private static final class Singletons implements ArtemisPlugin, FieldResolver {
        private final Map<Class<?>, Component> known = new HashMap<>();
        private World world;
        private int owner;

        @Override
        public void setup(WorldConfigurationBuilder builder) {
            builder.register(this);
        }

        @Override
        public void initialize(World user) {
            world = user;
            owner = user.create();
        }

        @Override
        public Object resolve(Object target, Class<?> type, Field field) {
            return type.isAnnotationPresent(Singleton.class)
                    ? known.computeIfAbsent(type, this::create)
                    : null;
        }

        private Component create(Class<?> type) {
            return world.edit(owner).create(type.asSubclass(Component.class));
        }
    }

    private World world(boolean mayflyFirst, BaseSystem... systems) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        if (mayflyFirst) {
            builder.with(plugin(), new Singletons());
        } else {
            builder.with(new Singletons(), plugin());
        }
        return new World(builder.with(systems).build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlainSingletonStandsBesideColumns(boolean mayflyFirst) {
        Cooling system = new Cooling();
        World world = world(mayflyFirst, system);

        world.process();

        assertThat(system.weather.degrees).isEqualTo(19);
        assertThat(world.getMapper(Weather.class).get(0)).isSameAs(system.weather);
        assertThat(system.position).isSameAs(mapper(world, Position.class).store());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneInColumnsIsRefused(boolean mayflyFirst) {
        assertThatThrownBy(() -> world(mayflyFirst, new Counting()))
                .hasStackTraceContaining(ComponentTypeException.class.getName())
                .hasStackTraceContaining("Score is a @Singleton")
                .hasStackTraceContaining("keep it a plain component");
        assertThatThrownBy(() -> world(mayflyFirst, new CountingByMapper()))
                .hasStackTraceContaining("Score is a @Singleton");
    }
}
