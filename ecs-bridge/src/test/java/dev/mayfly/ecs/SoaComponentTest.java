package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.World;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.ecs.error.ComponentTypeException;

import org.junit.jupiter.api.Test;

class SoaComponentTest extends WorldTest {

    /** One column of every kind, without and with a default. */
    public static final class AllKinds extends SoaComponent {
        public final Floats f = floats();
        public final Floats f1 = floats(1.5f);
        public final Ints i = ints();
        public final Ints i1 = ints(-2);
        public final Longs l = longs();
        public final Longs l1 = longs(1L << 40);
        public final Doubles d = doubles();
        public final Doubles d1 = doubles(0.1);
        public final Shorts s = shorts();
        public final Shorts s1 = shorts((short) -5);
        public final Bytes b = bytes();
        public final Bytes b1 = bytes((byte) 9);
    }

    /** No column: a marker. */
    public static final class Frozen extends SoaComponent {}

    /** Declares columns in a superclass and in itself. */
    public abstract static class Named extends SoaComponent {
        public final Ints name = ints(1);
    }

    public static final class Ship extends Named {
        public final Ints crew = ints(2);
    }

    /** Makes a column when it is too late. */
    public static final class Late extends SoaComponent {
        Ints another() {
            return ints();
        }
    }

    private final World world = world();

    @Test
    void rowsStartAtZeroOrAtTheGivenValueForEveryKindOfColumn() {
        int entity = world.create();

        AllKinds all = world.getMapper(AllKinds.class).create(entity);

        assertThat(all.f.get(entity)).isEqualTo(0f);
        assertThat(all.f1.get(entity)).isEqualTo(1.5f);
        assertThat(all.i.get(entity)).isEqualTo(0);
        assertThat(all.i1.get(entity)).isEqualTo(-2);
        assertThat(all.l.get(entity)).isEqualTo(0L);
        assertThat(all.l1.get(entity)).isEqualTo(1L << 40);
        assertThat(all.d.get(entity)).isEqualTo(0d);
        assertThat(all.d1.get(entity)).isEqualTo(0.1);
        assertThat(all.s.get(entity)).isEqualTo((short) 0);
        assertThat(all.s1.get(entity)).isEqualTo((short) -5);
        assertThat(all.b.get(entity)).isEqualTo((byte) 0);
        assertThat(all.b1.get(entity)).isEqualTo((byte) 9);
    }

    @Test
    void aComponentThatIsGainedAnewStartsAtTheInitialValues() {
        SoaMapper<Position> mapper = mapper(world, Position.class);
        int entity = world.create();
        mapper.create(entity).y.set(entity, 42f);
        mapper.remove(entity);

        Position position = mapper.create(entity);

        assertThat(position.y.get(entity)).isEqualTo(7f);
    }

    @Test
    void creatingAComponentThatIsThereKeepsItsValues() {
        SoaMapper<Position> mapper = mapper(world, Position.class);
        int entity = world.create();
        mapper.create(entity).y.set(entity, 42f);

        Position position = mapper.create(entity);

        assertThat(position.y.get(entity)).isEqualTo(42f);
    }

    @Test
    void columnsGrowWithTheWorldKeepTheirValuesAndStayTheSameObjects() {
        SoaMapper<Position> mapper = mapper(world, Position.class);
        Floats x = mapper.store().x;

        for (int i = 0; i < 5_000; i++) {
            int entity = world.create();
            mapper.create(entity).x.set(entity, entity);
        }

        assertThat(mapper.store().x).isSameAs(x);
        for (int entity = 0; entity < 5_000; entity++) {
            assertThat(x.get(entity)).isEqualTo(entity);
            assertThat(mapper.store().y.get(entity)).isEqualTo(7f);
        }
    }

    @Test
    void aTypeWithoutColumnsIsAMarker() {
        SoaMapper<Frozen> frozen = mapper(world, Frozen.class);
        int entity = world.create();

        frozen.create(entity);

        assertThat(frozen.has(entity)).isTrue();
        assertThat(frozen.has(world.create())).isFalse();
    }

    @Test
    void columnsOfASuperclassBelongToTheComponent() {
        int entity = world.create();

        Ship ship = world.getMapper(Ship.class).create(entity);

        assertThat(ship.name.get(entity)).isEqualTo(1);
        assertThat(ship.crew.get(entity)).isEqualTo(2);
        assertThatThrownBy(() -> ship.name.get(-1)).hasMessageContaining("Ship.name");
    }

    @Test
    void messagesNameAColumnByItsComponentAndField() {
        Position position = mapper(world, Position.class).store();

        assertThatThrownBy(() -> position.x.get(1_000_000))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Position.x");
        assertThatThrownBy(() -> position.z().get(-1))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("Position.z");
    }

    @Test
    void aColumnThatIsMadeAfterConstructionIsRefused() {
        Late late = mapper(world, Late.class).store();

        assertThatThrownBy(late::another)
                .isInstanceOf(ComponentTypeException.class)
                .hasMessageContaining(Late.class.getName())
                .hasMessageContaining("field initializer");
    }
}
