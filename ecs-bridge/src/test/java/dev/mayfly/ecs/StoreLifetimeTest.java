package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.ArtemisPlugin;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.WorldConfigurationBuilder.Priority;

import dev.mayfly.allocator.error.ExpiredException;

import org.junit.jupiter.api.Test;

/**
 * The life of a store: one per world, from the first mention of its type to the end of the world.
 */
class StoreLifetimeTest extends WorldTest {

    /** Reads a column in its dispose. */
    static class LastWords extends BaseSystem {
        Position position;
        float read;

        @Override
        protected void processSystem() {}

        @Override
        protected void dispose() {
            read = position.y.get(0);
        }
    }

    static class MoreLastWords extends LastWords {}

    @Test
    void eachWorldHasAStoreOfItsOwn() {
        assertThat(mapper(world(), Position.class).store())
                .isNotSameAs(mapper(world(), Position.class).store());
    }

    @Test
    void aStoreIsTheSameForAllWhoAskForIt() {
        World world = world();
        int first = world.create();
        int second = world.create();

        Position position = world.edit(first).create(Position.class);

        assertThat(world.getMapper(Position.class).create(second)).isSameAs(position);
        assertThat(world.getEntity(first).getComponent(Position.class)).isSameAs(position);
        assertThat(mapper(world, Position.class).store()).isSameAs(position);
    }

    @Test
    void aColumnThatIsReadAfterTheWorldWasDisposedOfThrows() {
        World world = world();
        Position position = mapper(world, Position.class).store();

        world.dispose();

        assertThatThrownBy(() -> position.x.get(0))
                .isInstanceOf(ExpiredException.class)
                .hasMessageContaining("column Position.x was used after its end. Its world was");
    }

    @Test
    void systemsCanReadColumnsInTheirDisposeEvenIfTheyComeLast() {
        LastWords user = new LastWords();
        MoreLastWords laterPlugins = new MoreLastWords();
        ArtemisPlugin later = builder -> builder.with(Priority.LOWEST, laterPlugins);
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(Priority.LOWEST, user)
                                .with(plugin())
                                .with(later)
                                .build());

        world.dispose();

        assertThat(user.read).isEqualTo(7f);
        assertThat(laterPlugins.read).isEqualTo(7f);
    }

    @Test
    void aWorldCanBeDisposedOfTwice() {
        World world = world();
        mapper(world, Position.class).create(world.create());
        world.dispose();

        assertThatCode(world::dispose).doesNotThrowAnyException();
    }
}
