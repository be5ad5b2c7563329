package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;

/** An Artemis-odb world with Mayfly, and the memory it runs on. */
final class MayflyBase implements AutoCloseable {

    private final FrameAllocator memory = FrameAllocator.create();
    final World world;

    MayflyBase(BaseSystem... systems) {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .with(systems)
                                .build());
    }

    <T extends SoaComponent> SoaMapper<T> mapper(Class<T> type) {
        return (SoaMapper<T>) world.getMapper(type);
    }

    <T extends SoaComponent> T store(Class<T> type) {
        return mapper(type).store();
    }

    /** An archetype of these types, in any Artemis world. */
    @SafeVarargs
    static Archetype archetype(World world, Class<? extends Component>... types) {
        ArchetypeBuilder archetype = new ArchetypeBuilder();
        for (Class<? extends Component> type : types) {
            archetype.add(type);
        }
        return archetype.build(world);
    }

    @Override
    public void close() {
        try {
            world.dispose();
        } finally {
            memory.close();
        }
    }
}
