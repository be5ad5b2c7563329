package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;

import org.junit.jupiter.api.Test;

/** Columns of a tick that a group has no room for, while the world grows. */
class TransientGrowthTest extends WorldTest {

    static class Touching extends BaseSystem {
        Hit.Rows rows;
        Runnable turn = () -> {};

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    @Test
    void entitiesAreCreatedAndWhoGivesOneTheComponentIsRefused() {
        TagGroup group = TagGroup.of("world", 4_096);
        Touching touching = new Touching();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().group(group))
                                .with(touching)
                                .build());
        int last = 0;
        for (int i = 0; i < 3_000; i++) {
            last = world.create();
        }
        int refused = last;
        touching.turn =
                () -> {
                    assertThatExceptionOfType(LimitExceededException.class)
                            .isThrownBy(() -> touching.rows.touch(refused))
                            .withMessageContaining("world");
                    assertThat(touching.rows.has(refused)).isFalse();
                    assertThat(touching.rows.size()).isZero();
                    touching.rows.damage.set(touching.rows.touch(1), 7);
                };
        world.process();
        assertThat(group.used()).isLessThanOrEqualTo(4_096);
        world.dispose();
    }
}
