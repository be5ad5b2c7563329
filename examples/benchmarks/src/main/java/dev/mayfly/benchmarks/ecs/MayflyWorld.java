package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Artemis-odb with Mayfly, with SoA components. */
abstract class MayflyWorld extends MovingWorld {

    /** In world units. */
    public static final class Position extends SoaComponent {
        final Floats x = floats();
        final Floats y = floats();
    }

    /** In world units a second. */
    public static final class Velocity extends SoaComponent {
        final Floats x = floats();
        final Floats y = floats();
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final World world;
    private final Archetype mover;
    private final Position position;
    private final Velocity velocity;

    MayflyWorld(BaseSystem movement) {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .with(movement)
                                .build());
        mover = new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
        position = store(Position.class);
        velocity = store(Velocity.class);
    }

    private <T extends SoaComponent> T store(Class<T> type) {
        return ((SoaMapper<T>) world.getMapper(type)).store();
    }

    @Override
    final void add(Point at, Point speed) {
        int entity = world.create(mover);
        position.x.set(entity, at.x());
        position.y.set(entity, at.y());
        velocity.x.set(entity, speed.x());
        velocity.y.set(entity, speed.y());
    }

    @Override
    public final void tick() {
        world.setDelta(delta);
        world.process();
    }

    @Override
    final Stream<Point> positions() {
        return IntStream.range(0, entities)
                .mapToObj(entity -> new Point(position.x.get(entity), position.y.get(entity)));
    }

    @Override
    public final void close() {
        try {
            world.dispose();
        } finally {
            memory.close();
        }
    }
}
