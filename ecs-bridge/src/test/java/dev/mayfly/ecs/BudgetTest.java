package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class BudgetTest {

    private final FrameAllocator memory = FrameAllocator.create();

    @AfterEach
    void close() {
        memory.close();
    }

    @FrameScoped(budget = "1 KiB")
    static class Strict extends Turn {
        Strict(Action action) {
            super(action);
        }
    }

    @FrameScoped(budget = "1 KiB", whenOver = FrameScoped.OverBudget.WARN)
    static class Lenient extends Turn {
        Lenient(Action action) {
            super(action);
        }
    }

    @FrameScoped(budget = "a lot")
    static class Unreadable extends Turn {
        Unreadable(Action action) {
            super(action);
        }
    }

    private World worldOf(BaseSystem system) {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().allocator(memory))
                        .with(system)
                        .build());
    }

    @Test
    void aSystemThatWouldPassItsBudgetFailsAndTheNextTickWorks() {
        int[] floats = {257};
        World world = worldOf(new Strict(turn -> turn.frame.floats(floats[0]).set(0, 1f)));
        assertThatThrownBy(world::process)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("A scope of tag 'Strict' may take 1024 bytes")
                .hasMessageContaining("(Floats of 257)")
                .hasMessageContaining(
                        "Raise the budget in @FrameScoped of " + Strict.class.getName());
        assertThat(memory.arena().isOpen()).isFalse();
        floats[0] = 256;
        world.process();
        assertThat(memory.arena().peak()).isEqualTo(1_024);
    }

    @Test
    void aSystemThatIsOnlyWarnedOfGetsWhatItAsksFor() {
        List<String> told = new ArrayList<>();
        memory.onSoftLimit((_, tag, used) -> told.add(tag.name() + " " + used));
        List<Integer> lengths = new ArrayList<>();
        World world = worldOf(new Lenient(turn -> lengths.add(turn.frame.floats(512).length())));
        world.process();
        assertThat(told).containsExactly("Lenient 2048");
        world.process();
        assertThat(told).hasSize(2);
        assertThat(lengths).containsExactly(512, 512);
    }

    @Test
    void aSystemSeesHowMuchOfItsBudgetRemains() {
        List<Long> remaining = new ArrayList<>();
        World world =
                worldOf(
                        new Strict(
                                turn -> {
                                    remaining.add(turn.frame.remaining());
                                    turn.frame.floats(128);
                                    remaining.add(turn.frame.remaining());
                                }));
        world.process();
        assertThat(remaining).containsExactly(1_024L, 512L);
    }

    @Test
    void aBudgetThatCannotBeReadFailsTheMakingOfTheWorld() {
        assertThatThrownBy(() -> worldOf(new Unreadable(_ -> {})))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("@FrameScoped of " + Unreadable.class.getName())
                .hasMessageContaining("'a lot' is not an amount of memory");
    }
}
