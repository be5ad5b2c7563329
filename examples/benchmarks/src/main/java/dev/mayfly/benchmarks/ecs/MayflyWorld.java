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

import org.jspecify.annotations.Nullable;

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

    /** Null where it is not this world's own. */
    private final @Nullable FrameAllocator own;

    private final World world;
    private final Archetype mover;
    private final Position position;
    private final Velocity velocity;

    /** A world that has memory of its own. */
    MayflyWorld(BaseSystem movement) {
        FrameAllocator memory = FrameAllocator.create();
        this(movement, memory, memory);
    }

    /** A world on memory that others use as well. */
    MayflyWorld(BaseSystem movement, FrameAllocator shared) {
        this(movement, shared, null);
    }

    private MayflyWorld(BaseSystem movement, FrameAllocator memory, @Nullable FrameAllocator own) {
        this.own = own;
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
            if (own != null) {
                own.close();
            }
        }
    }
}
