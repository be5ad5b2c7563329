package dev.mayfly.benchmarks.ecs;

import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.SpanSystem;

/** Artemis-odb with Mayfly: SoA components under a system that runs over spans. */
public class MayflySpanWorld extends MayflyWorld {

    @All({Position.class, Velocity.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends SpanSystem {
        private Position position;
        private Velocity velocity;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                position.x.add(e, velocity.x.get(e) * world.delta);
                position.y.add(e, velocity.y.get(e) * world.delta);
            }
        }
    }

    public MayflySpanWorld() {
        super(new MovementSystem());
    }

    /** A world on memory that others use as well. */
    MayflySpanWorld(FrameAllocator shared) {
        super(new MovementSystem(), shared);
    }
}
