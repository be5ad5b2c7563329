package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.error.ComponentTypeException;

import net.mostlyoriginal.api.component.common.ExtendedComponent;
import net.mostlyoriginal.api.component.common.Mirrorable;
import net.mostlyoriginal.api.plugin.extendedcomponentmapper.ExtendedComponentMapperPlugin;
import net.mostlyoriginal.api.plugin.extendedcomponentmapper.M;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.Serial;

/** The mappers of artemis-odb-contrib, whichever plugin comes first. */
class ContribMapperTest extends WorldTest {

    public static final class Tint extends ExtendedComponent<Tint> {
        @Serial private static final long serialVersionUID = 1L;

        public float red = 1f;

        @Override
        public void set(Tint other) {
            red = other.red;
        }

        @Override
        protected void reset() {
            red = 1f;
        }
    }

    public static final class Angle extends SoaComponent implements Mirrorable<Angle> {
        public final Floats degrees = floats();

        @Override
        public void set(Angle other) {}
    }

    static final class Users extends BaseSystem {
        M<Position> positions;
        M<Tint> tints;

        @Override
        protected void processSystem() {}
    }

    static final class UserOfAngles extends BaseSystem {
        M<Angle> angles;

        @Override
        protected void processSystem() {}
    }

    private World world(boolean mayflyFirst, BaseSystem system) {
        WorldConfigurationBuilder builder = new WorldConfigurationBuilder();
        if (mayflyFirst) {
            builder.with(plugin(), new ExtendedComponentMapperPlugin());
        } else {
            builder.with(new ExtendedComponentMapperPlugin(), plugin());
        }
        return new World(builder.with(system).build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mapColumnsAsOtherComponents(boolean mayflyFirst) {
        Users users = new Users();
        World world = world(mayflyFirst, users);
        SoaMapper<Position> mapper = mapper(world, Position.class);
        int entity = world.create();
        M<Position> positions = users.positions;

        assertThat(positions.get(entity)).isNull();
        assertThat(positions.getSafe(entity, mapper.store())).isSameAs(mapper.store());
        positions.create(entity).x.set(entity, 3f);
        assertThat(positions.has(entity)).isTrue();
        assertThat(mapper.store().x.get(entity)).isEqualTo(3f);
        assertThat(positions.set(entity, false)).isNull();
        assertThat(mapper.has(entity)).isFalse();
        positions.set(entity, true);
        positions.remove(entity);
        world.process();

        assertThat(mapper.has(entity)).isFalse();
        assertThat(M.getFor(Position.class, world).get(entity)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mirrorPlainComponentsAndRefuseColumns(boolean mayflyFirst) {
        Users users = new Users();
        World world = world(mayflyFirst, users);
        int source = world.create();
        int target = world.create();
        users.tints.create(source).red = 0.5f;
        users.positions.create(source);

        users.tints.mirror(target, source);

        assertThat(users.tints.get(target).red).isEqualTo(0.5f);
        assertThatThrownBy(() -> users.positions.mirror(target, source))
                .hasMessageContaining("Mirrorable");
        assertThat(users.positions.has(target)).isFalse();
        assertThat(mapper(world, Position.class).copy(source, target)).isNotNull();
        assertThat(users.positions.has(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void columnsThatClaimToBeMirrorableAreRefused(boolean mayflyFirst) {
        assertThatThrownBy(() -> world(mayflyFirst, new UserOfAngles()))
                .hasStackTraceContaining(ComponentTypeException.class.getName())
                .hasStackTraceContaining("Angle implements Mirrorable")
                .hasStackTraceContaining("SoaMapper.copy(source, target)");
    }
}
