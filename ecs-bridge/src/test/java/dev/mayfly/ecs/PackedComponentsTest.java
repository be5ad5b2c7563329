package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Component;
import com.artemis.InvalidComponentException;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.error.StrayComponentException;

import org.junit.jupiter.api.Test;

/** What code meets that handles components as objects, as docs/migration.md tells it. */
class PackedComponentsTest extends WorldTest {

    public static final class Plain extends Component {
        public float x = 7f;
    }

    private final World world = world();
    private final SoaMapper<Position> positions = mapper(world, Position.class);
    private final int first = world.create();
    private final int second = world.create();

    @Test
    void theComponentsOfEachEntityAreTheSameStore() {
        positions.create(first).x.set(first, 1f);
        positions.create(second).x.set(second, 2f);

        Bag<Component> ofFirst =
                world.getComponentManager().getComponentsFor(first, new Bag<>(Component.class));
        Bag<Component> ofSecond = world.getEntity(second).getComponents(new Bag<>(Component.class));

        assertThat(ofFirst.get(0)).isSameAs(ofSecond.get(0)).isSameAs(positions.store());
        assertThat(world.getEntity(first).getComponent(Position.class).x.get(second)).isEqualTo(2f);
    }

    @Test
    void noneCanBeMadeBeforeThereIsAnEntityNorAddedToOne() {
        positions.create(first);

        assertThatThrownBy(Position::new).isInstanceOf(StrayComponentException.class);
        assertThatThrownBy(() -> world.edit(second).add(positions.store()))
                .isInstanceOf(InvalidComponentException.class);
        assertThat(positions.has(second)).isFalse();
    }

    @Test
    void toAddAgainGivesFreshValuesAndToCreateAgainKeepsThem() {
        world.edit(first).add(new Plain());
        world.edit(first).create(Position.class).y.set(first, 1f);
        world.getMapper(Plain.class).get(first).x = 1f;

        world.edit(first).add(new Plain());
        world.edit(first).create(Position.class);

        assertThat(world.getMapper(Plain.class).get(first).x).isEqualTo(7f);
        assertThat(positions.store().y.get(first)).isEqualTo(1f);

        positions.remove(first);
        positions.create(first);
        assertThat(positions.store().y.get(first)).isEqualTo(7f);
    }
}
