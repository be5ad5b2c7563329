package dev.mayfly.examples.quickstart.structure;

import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.ParallelSpanSystem;
import dev.mayfly.ecs.SpanWorker;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

/** Moves the shots, on several threads. */
@SuppressWarnings("NullAway.Init")
@All({Position.class, Velocity.class})
public final class FlightSystem extends ParallelSpanSystem {
    Position position;
    Velocity velocity;
    FrameEvents<Landing> landings;

    /** Its aspect is in its annotation. */
    public FlightSystem() {}

    @Override
    protected void processSpan(int from, int to, SpanWorker worker) {
        Floats drag = worker.frame().uninitializedFloats(to - from);
        for (int e = from; e < to; e++) {
            drag.set(e - from, velocity.x.get(e) * 0.1f);
        }
        for (int e = from; e < to; e++) {
            position.x.add(e, velocity.x.get(e) * world.delta);
            velocity.x.add(e, -drag.get(e - from));
            velocity.y.add(e, -world.delta);
            position.y.add(e, velocity.y.get(e) * world.delta);
        }
        for (int e = from; e < to; e++) {
            if (position.y.get(e) < -5) {
                worker.events(landings).emit().x = position.x.get(e);
                worker.commands().delete(e);
            }
        }
    }
}
