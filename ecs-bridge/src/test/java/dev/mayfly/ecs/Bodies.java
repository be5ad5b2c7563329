package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.World;

import dev.mayfly.allocator.FrameArena;

import org.jspecify.annotations.Nullable;

/** A parallel system over positions whose body a test writes as a lambda; 16 entities a chunk. */
class Bodies extends ParallelSpanSystem {

    /** What a body does with a span. */
    interface Body {
        void run(int from, int to, SpanWorker worker);
    }

    FrameArena frame;
    Commands commands;
    Position position;
    Velocity velocity;
    SoaMapper<Position> positions;
    SoaMapper<Velocity> velocities;
    ComponentMapper<Recording.Name> names;
    FrameMapper<Hit> hits;
    Hit.Rows rows;
    FrameEvents<TeemingWorld.Ping> pings;
    @Nullable Body body;
    @Nullable Runnable before;
    @Nullable Runnable after;
    int grain = 16;

    Bodies() {
        super(Aspect.all(Position.class));
    }

    World world() {
        return world;
    }

    @Override
    protected int grain() {
        return grain;
    }

    @Override
    protected void begin() {
        if (before != null) {
            before.run();
        }
    }

    @Override
    protected void end() {
        if (after != null) {
            after.run();
        }
    }

    @Override
    protected void processSpan(int from, int to, SpanWorker worker) {
        if (body != null) {
            body.run(from, to, worker);
        }
    }

    /** One whose workers' memory ends with its turn. */
    @FrameScoped(budget = "64 KiB")
    static class Scoped extends Bodies {}
}
