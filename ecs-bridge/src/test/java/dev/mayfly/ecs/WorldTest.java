package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.AfterEach;

/**
 * What tests of worlds share: an allocator of their own, and the check that nothing stayed open.
 */
public abstract class WorldTest {

    protected final FrameAllocator memory = FrameAllocator.create();

    /** The arena of the thread that runs the test. */
    protected final FrameArena arena = memory.arena();

    @AfterEach
    void theArenaIsAtRest() {
        assertThat(arena.depth()).isZero();
        assertThat(arena.used()).isZero();
        memory.close();
    }

    protected MayflyPlugin plugin() {
        return new MayflyPlugin().allocator(memory);
    }

    protected World world(BaseSystem... systems) {
        return new World(new WorldConfigurationBuilder().with(plugin()).with(systems).build());
    }

    public static <T extends SoaComponent> SoaMapper<T> mapper(World world, Class<T> type) {
        return (SoaMapper<T>) world.getMapper(type);
    }
}
