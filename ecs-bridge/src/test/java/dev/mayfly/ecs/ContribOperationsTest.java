package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.ArtemisPlugin;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.InvalidComponentException;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.Wire;
import com.artemis.injection.FieldResolver;
import com.artemis.systems.EntityProcessingSystem;
import com.artemis.utils.IntBag;
import com.artemis.utils.reflect.Field;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Two kinds of plugins of artemis-odb-contrib that are not in Maven Central, over columns, as they
 * are documented: operations that a scheduler makes on an entity one a tick, and objects that are
 * given to fields by their type, as loggers and queries are.
 */
class ContribOperationsTest extends WorldTest {

    public static final class Schedule extends PooledComponent {
        final Queue<Consumer<Entity>> operations = new ArrayDeque<>();

        @Override
        protected void reset() {
            operations.clear();
        }
    }

    @Wire
    static final class Scheduler extends EntityProcessingSystem {
        ComponentMapper<Schedule> schedules;

        Scheduler() {
            super(Aspect.all(Schedule.class));
        }

        @Override
        protected void process(Entity entity) {
            Consumer<Entity> next = schedules.get(entity).operations.poll();
            if (next == null) {
                schedules.remove(entity);
            } else {
                next.accept(entity);
            }
        }
    }

    /** What a field of this type is given knows the world. */
    static final class Query {
        final World world;

        Query(World world) {
            this.world = world;
        }

        IntBag all(Aspect.Builder aspect) {
            return world.getAspectSubscriptionManager().get(aspect).getEntities();
        }
    }

    static final class Contrib implements ArtemisPlugin, FieldResolver {
        private @Nullable World world;

        @Override
        public void setup(WorldConfigurationBuilder builder) {
            builder.register(this);
            builder.with(WorldConfigurationBuilder.Priority.OPERATIONS, new Scheduler());
        }

        @Override
        public void initialize(World user) {
            world = user;
        }

        @Override
        public @Nullable Object resolve(Object target, Class<?> type, Field field) {
            return type == Query.class ? new Query(world) : null;
        }
    }

    static final class User extends BaseSystem {
        Query query;
        Position position;
        float sum;

        @Override
        protected void processSystem() {
            sum = 0;
            IntBag found = query.all(Aspect.all(Position.class));
            for (int i = 0; i < found.size(); i++) {
                sum += position.x.get(found.get(i));
            }
        }
    }

    private World world(boolean mayflyFirst, BaseSystem... systems) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        if (mayflyFirst) {
            builder.with(plugin(), new Contrib());
        } else {
            builder.with(new Contrib(), plugin());
        }
        return new World(builder.with(systems).build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void createSetRemoveAndDelete(boolean mayflyFirst) {
        User user = new User();
        World world = world(mayflyFirst, user);
        Position position = mapper(world, Position.class).store();
        Entity entity = world.createEntity();
        Queue<Consumer<Entity>> operations = entity.edit().create(Schedule.class).operations;
        operations.add(e -> e.edit().create(Position.class));
        operations.add(e -> position.x.set(e.getId(), 4f));
        operations.add(e -> e.edit().remove(Position.class));
        operations.add(Entity::deleteFromWorld);

        world.process();
        assertThat(mapper(world, Position.class).has(entity.getId())).isTrue();
        world.process();
        assertThat(position.x.get(entity.getId())).isEqualTo(4f);
        world.process();
        assertThat(user.sum).isEqualTo(4f); // before the scheduler has its turn
        assertThat(mapper(world, Position.class).has(entity.getId())).isFalse();
        world.process();
        assertThat(user.sum).isZero();
        assertThat(user.query.all(Aspect.all()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void toAddAComponentThatWasMadeBeforeIsRefused(boolean mayflyFirst) {
        World world = world(mayflyFirst);
        Position position = mapper(world, Position.class).store();
        Entity entity = world.createEntity();
        entity.edit().create(Schedule.class).operations.add(e -> e.edit().add(position));

        assertThatThrownBy(world::process).isInstanceOf(InvalidComponentException.class);
        assertThat(mapper(world, Position.class).has(entity.getId())).isFalse();
    }
}
