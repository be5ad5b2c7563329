package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.entity.Spans;
import dev.mayfly.ecs.internal.tick.HostedTurns;
import dev.mayfly.ecs.internal.tick.WorldWorkers;
import dev.mayfly.ecs.internal.world.BridgeSystem;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A {@link SpanSystem} whose spans are processed by several threads at once, each with an arena,
 * {@link Commands} and {@link FrameEvents} of its own. The world that comes out is the same for any
 * number of threads, to the byte.
 *
 * <pre>{@code
 * @All({Position.class, Velocity.class})
 * public final class FlightSystem extends ParallelSpanSystem {
 *     Position position;
 *     Velocity velocity;
 *     FrameEvents<Landing> landings;
 *
 *     @Override
 *     protected void processSpan(int from, int to, SpanWorker worker) {
 *         for (int e = from; e < to; e++) {
 *             position.y.add(e, velocity.y.get(e) * world.delta);
 *             if (position.y.get(e) < 0) {
 *                 worker.events(landings).emit().entity = e;
 *                 worker.commands().delete(e);
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>The entities are cut into chunks of {@link #grain()}, whatever the number of threads. What a
 * body may do: read anything; write to the columns of its own entities; take from {@code
 * worker.frame()}; record with {@code worker.commands()}; emit with {@code worker.events(...)}.
 * What it may not: write what another body reads or writes, which nobody checks; and change
 * structure, record or emit in any other way, create values of a {@link FrameMapper} or {@link
 * FrameComponent} or tick this world, which throws {@link ParallelMisuseException}.
 *
 * <p>An exception of a body ends the turn when the bodies that have begun are done, and reaches who
 * ticks the world, those of other bodies as its suppressed ones. What the turn's bodies have
 * recorded and emitted is dropped.
 *
 * <p>Threads are those of {@link MayflyPlugin#team} or {@link MayflyPlugin#workers}; without
 * either, those of the common pool. In standard a steady turn allocates nothing, however many
 * chunks it has.
 */
@SkipWire // its own fields; those of a class that extends it are injected
public abstract class ParallelSpanSystem extends BaseEntitySystem {

    private static final int DEFAULT_GRAIN = 1_024;

    private final boolean hasEntityPath =
            Spans.overrides(
                    getClass(), ParallelSpanSystem.class, "process", int.class, SpanWorker.class);

    private final FrameTeam.Body body = this::processChunk;
    private final Runnable turn = this::takeTurn;

    /** Null where the plugin's own strategy runs the system, and sees its turns. */
    private @Nullable HostedTurns hostedTurns;

    private @Nullable Tag tag;
    private @Nullable WorldWorkers<SpanWorker> workers;

    /** The turn's entities, and how many a chunk has. */
    private int[] ids = {};

    private int grain;

    /**
     * A system whose aspect is given by annotations: {@code @All}, {@code @One}, {@code @Exclude}.
     */
    protected ParallelSpanSystem() {}

    /** A system for the entities of this aspect. */
    protected ParallelSpanSystem(Aspect.Builder aspect) {
        super(aspect);
    }

    /**
     * Processes the entities {@code from} to {@code to - 1}, all of which match. Called for several
     * spans at once.
     *
     * @param from the first entity id
     * @param to the id behind the last; greater than {@code from}
     * @param worker the arena, commands and events to use, for the time of this call
     */
    protected abstract void processSpan(int from, int to, SpanWorker worker);

    /**
     * Processes one entity. Optional, and worth it where entities are scattered: see {@link
     * SpanSystem#process(int)}.
     */
    protected void process(int entityId, SpanWorker worker) {
        processSpan(entityId, entityId + 1, worker);
    }

    /**
     * How many entities a worker takes at a time: 1,024 unless overridden. Let a chunk be some
     * microseconds of work or more. The order of commands and events does not depend on it; the
     * spans that bodies get do.
     *
     * @return 1 or more; asked once a turn
     */
    protected int grain() {
        return DEFAULT_GRAIN;
    }

    /**
     * Called by Artemis when the world is made.
     *
     * @throws NoPluginException if it has no {@link MayflyPlugin}
     */
    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        WorkersOfWorld found =
                BridgeSystem.of(
                        world,
                        WorkersOfWorld.class,
                        "A ParallelSpanSystem runs on the workers of a plugin");
        workers = found.workers();
        tag = found.tags().ofScoped(getClass());
        hostedTurns = WorkersOfWorld.joinHostedTurns(world, this);
    }

    @Override
    protected final void processSystem() {
        if (hostedTurns == null) {
            takeTurn();
        } else {
            hostedTurns.within(this, turn);
        }
    }

    private void takeTurn() {
        WorldWorkers<SpanWorker> all = Objects.requireNonNull(workers);
        if (all.isInLoop()) { // the message is made where there is one
            all.requireNoLoop(
                    "The parallel system " + getClass().getName() + " was run",
                    "work on the span, and run no system");
        }
        int chunk = grain();
        if (chunk < 1) {
            throw new InvalidSizeException(
                    getClass().getName() + " has a grain of " + chunk + "; use 1 or more.");
        }
        if (!all.isInTick()) {
            throw NoTickException.running(this);
        }
        IntBag entities = subscription.getEntities();
        if (!entities.isEmpty()) {
            grain = chunk;
            ids = entities.getData();
            all.run(entities.size(), grain, body, tag);
        }
    }

    private void processChunk(int from, int to, FrameArena arena, int index) {
        WorldWorkers<SpanWorker> all = Objects.requireNonNull(workers);
        SpanWorker worker = all.worker(index);
        worker.beginChunk(all.chunkAt(from, grain));
        try {
            if (hasEntityPath) {
                processMixed(from, to, worker);
            } else {
                processSpans(from, to, worker);
            }
        } finally {
            worker.endChunk();
        }
    }

    private void processSpans(int from, int to, SpanWorker worker) {
        for (int done = from; done < to; ) {
            done = processSpanAt(done, to, worker);
        }
    }

    private void processMixed(int from, int to, SpanWorker worker) {
        for (int done = from; done < to; ) {
            int start = Spans.next(ids, done, to, SpanSystem.LONG_SPAN);
            for (int i = done; i < start; i++) {
                process(ids[i], worker);
            }
            done = start < to ? processSpanAt(start, to, worker) : to;
        }
    }

    private int processSpanAt(int start, int to, SpanWorker worker) {
        int end = Spans.end(ids, start, to);
        processSpan(ids[start], ids[end - 1] + 1, worker);
        return end;
    }
}
