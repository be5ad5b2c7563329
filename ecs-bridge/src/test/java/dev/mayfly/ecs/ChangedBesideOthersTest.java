package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Whose write it was, where several systems had their turns side by side. */
class ChangedBesideOthersTest extends WorldTest {

    public static class Body extends Component {
        int count = 1;
    }

    public static class Mind extends Component {
        int count = 1;
    }

    /** Does what a test tells it, and nothing the first time. */
    abstract static class Told extends BaseSystem {
        @SkipWire Runnable turn = () -> {};
        @SkipWire int turns;

        @Override
        protected void processSystem() {
            turns++;
            turn.run();
        }
    }

    @Writes(Position.class)
    static class WritesPosition extends Told {}

    @Writes(Score.class)
    static class WritesScore extends Told {}

    @Writes(Body.class)
    static class WritesBody extends Told {}

    @Writes(Mind.class)
    static class WritesMind extends Told {}

    /** Only its fields say what it does. */
    static class HasVelocity extends Told {
        Velocity velocity;
    }

    private final WritesPosition position = new WritesPosition();
    private final WritesScore score = new WritesScore();
    private final WritesBody body = new WritesBody();
    private final WritesMind mind = new WritesMind();
    private final HasVelocity velocity = new HasVelocity();

    private World beside(BaseSystem... systems) {
        return populated(plugin().sideBySide().workers(2), systems);
    }

    private static World populated(MayflyPlugin plugin, BaseSystem... systems) {
        World world = new World(new WorldConfigurationBuilder().with(plugin).with(systems).build());
        int entity = world.create();
        mapper(world, Position.class).create(entity);
        world.getMapper(Body.class).create(entity);
        world.getMapper(Mind.class).create(entity);
        world.process();
        return world;
    }

    private static Body bodyOf(World world) {
        return world.getMapper(Body.class).get(0);
    }

    @Test
    void whatNoneOfThemDeclaresIsFoundAndAllAreNamed() {
        assumeTrue(Safety.CHECKED);
        World world = beside(position, score);
        Body written = bodyOf(world);
        score.turn = () -> written.count++;

        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining(
                        "One of the systems "
                                + WritesPosition.class.getName()
                                + ", "
                                + WritesScore.class.getName()
                                + " changed Body.count of entity 0 from 1 to 2")
                .withMessageContaining("none of them declares that it writes Body");

        score.turn = () -> {};
        world.process();
        world.dispose();
    }

    @Test
    void aWriteToWhatAnotherOneDeclaresIsTheWritersOwn() {
        assumeTrue(Safety.CHECKED);
        World world = beside(body, score, mind);
        Body written = bodyOf(world);
        body.turn = () -> written.count = 10;
        mind.turn = () -> written.count++;

        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining("System " + WritesMind.class.getName())
                .withMessageContaining("changed Body.count of entity 0 from 10 to 11")
                .withMessageContaining("does not declare that it uses Body");

        assertThat(score.turns).isEqualTo(2);
        mind.turn = () -> {};
        world.process();
        world.dispose();
    }

    @Exclusive
    static class Alone extends Told {}

    @Test
    void oneGroupIsCheckedByTheTurnAndTheNextOneAsAWhole() {
        assumeTrue(Safety.CHECKED);
        World world = beside(body, mind, new Alone(), position, score);
        Body written = bodyOf(world);
        score.turn = () -> written.count++;

        assertThatThrownBy(world::process)
                .isInstanceOf(UndeclaredWriteException.class)
                .hasMessageContaining("One of the systems");

        score.turn = () -> {};
        world.process();
        world.dispose();
    }

    @Test
    void eachMayWriteWhatItDeclares() {
        World world = beside(body, mind, position);
        Body written = bodyOf(world);
        Mind other = world.getMapper(Mind.class).get(0);
        Position column = mapper(world, Position.class).store();
        body.turn = () -> written.count++;
        mind.turn = () -> other.count++;
        position.turn = () -> column.x.add(0, 1f);

        for (int i = 0; i < 5; i++) {
            world.process();
        }

        assertThat(written.count).isEqualTo(6);
        assertThat(other.count).isEqualTo(6);
        assertThat(column.x.get(0)).isEqualTo(5f);
        world.dispose();
    }

    @Test
    @Storage.OfDenseColumns
    void aColumnIsWrittenByASegmentAndTheWriterIsNamed() {
        assumeTrue(Safety.CHECKED);
        World world = beside(position, score);
        MemorySegment x = mapper(world, Position.class).store().x.asSegment();
        position.turn = () -> x.setAtIndex(ValueLayout.JAVA_FLOAT, 0, 5f);
        world.process();
        score.turn = () -> x.setAtIndex(ValueLayout.JAVA_FLOAT, 0, 6f);

        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining("System " + WritesScore.class.getName())
                .withMessageContaining("changed Position.x of entity 0 from 5.0 to 6.0");

        score.turn = () -> {};
        world.process();
        world.dispose();
    }

    @Test
    void columnsAloneAreWrittenAtOnceAtEveryLevel() {
        World world = beside(position, score);
        CyclicBarrier both = new CyclicBarrier(2);
        position.turn = () -> await(both);
        score.turn = () -> await(both);

        world.process();

        assertThat(score.turns).isEqualTo(2);
        world.dispose();
    }

    @Test
    void objectsAreWrittenAtOnceInStandard() {
        assumeTrue(!Safety.CHECKED);
        World world = beside(body, mind);
        CyclicBarrier both = new CyclicBarrier(2);
        body.turn = () -> await(both);
        mind.turn = () -> await(both);

        world.process();

        assertThat(mind.turns).isEqualTo(2);
        world.dispose();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("nobody else came", e);
        }
    }

    @Test
    void oneWhoseFieldsSayWhatItDoesIsHeldToThemAlsoWhenItIsAlone() {
        assumeTrue(Safety.CHECKED);
        World world = beside(velocity);
        Body written = bodyOf(world);
        Position column = mapper(world, Position.class).store();
        velocity.turn = () -> written.count++;
        assertThatThrownBy(world::process)
                .isInstanceOf(UndeclaredWriteException.class)
                .hasMessageContaining("changed Body.count");

        velocity.turn = () -> column.x.set(0, 1f);
        assertThatThrownBy(world::process)
                .isInstanceOf(UndeclaredWriteException.class)
                .hasMessageContaining("wrote to column Position.x");

        mapper(world, Velocity.class).create(0);
        velocity.turn = () -> velocity.velocity.x.set(0, 1f);
        world.process();
        world.dispose();
    }

    @Test
    void whereNothingRunsSideBySideFieldsAloneAreNoPromise() {
        World world = populated(plugin(), velocity);
        Body written = bodyOf(world);
        velocity.turn = () -> written.count++;

        world.process();

        assertThat(written.count).isEqualTo(2);
    }

    @Test
    void whatFailsIsToldAndNotWhatItLeft() {
        World world = beside(body, mind);
        Body written = bodyOf(world);
        mind.turn =
                () -> {
                    written.count++;
                    throw new IllegalStateException("on purpose");
                };

        assertThatThrownBy(world::process).hasMessage("on purpose").hasNoSuppressedExceptions();

        assertThat(body.turns).isEqualTo(2);
        world.dispose();
    }
}
