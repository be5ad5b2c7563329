package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Recording.Name;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** From checked on an id that nobody has is named where it is used. */
class DeadIdsTest extends WorldTest {

    private final World world = world(new Recording());
    private final SoaMapper<Position> positions = mapper(world, Position.class);
    private final ComponentMapper<Name> names = world.getMapper(Name.class);

    private void requireNamed(int id, Runnable use) {
        if (Safety.CHECKED) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(DeadEntityException.class)
                    .hasMessageContaining("no entity " + id)
                    .hasMessageContaining("EntityHandles");
        }
    }

    private void requireNamedByMappers(int id) {
        requireNamed(id, () -> positions.get(id));
        requireNamed(id, () -> positions.create(id));
        requireNamed(id, () -> positions.remove(id));
        requireNamed(id, () -> names.get(id));
        requireNamed(id, () -> names.create(id));
        requireNamed(id, () -> names.remove(id));
        assertThat(positions.has(id)).isFalse();
        assertThat(names.has(id)).isFalse();
    }

    @Test
    void anIdThatWaitsForItsNextEntityIsNamed() {
        int kept = world.create();
        world.process();
        world.delete(kept);
        assertThat(positions.get(kept)).isNull();
        assertThat(names.get(kept)).isNull();
        world.process();

        requireNamedByMappers(kept);
    }

    @Test
    void anIdThatWasNeverHandedOutIsNamed() {
        int last = world.create();

        requireNamedByMappers(last + 1);
    }

    @Test
    void oneThatTheWorldHasNoRoomForIsNamedAtEveryLevelByAMapperOfColumns() {
        for (Runnable use :
                List.<Runnable>of(
                        () -> positions.get(1_000_000),
                        () -> positions.has(1_000_000),
                        () -> positions.create(1_000_000),
                        () -> positions.remove(-1))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(DeadEntityException.class)
                    .hasMessageContaining("Position");
        }
    }

    @Test
    void aListenerThatHearsOfEntitiesWhichARestoreTakesAwayMayAskForThem() {
        List<Integer> left = new ArrayList<>();
        world.getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {}

                            @Override
                            public void removed(IntBag entities) {
                                for (int i = 0; i < entities.size(); i++) {
                                    assertThat(positions.get(entities.get(i))).isNull();
                                    assertThat(names.get(entities.get(i))).isNull();
                                    left.add(entities.get(i));
                                }
                            }
                        });
        world.process();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        int made = world.create();
        world.process();

        snapshot.restore();

        assertThat(left).containsExactly(made);
        requireNamedByMappers(made);
    }
}
