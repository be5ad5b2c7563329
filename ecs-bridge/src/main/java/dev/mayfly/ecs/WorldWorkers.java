package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameTeam;
import dev.mayfly.allocator.Tag;
import dev.mayfly.allocator.TeamFrame;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;

/**
 * The workers that one world's {@link ParallelSpanSystem}s run on.
 *
 * <p>How it works: a turn cuts its entities into chunks, whose number and limits depend on nothing
 * but the entities. A worker takes chunks as they come, in ascending order, and what it records and
 * emits bears the number of the chunk. When the turn ends, events are merged by that number, and so
 * are commands when they are replayed: each worker's are in ascending order already. So the result
 * is that of one worker that takes all chunks, however many there are and whoever was faster.
 *
 * <p>The frame of the team begins with the first such turn of a tick and ends with the tick, so
 * that commands are there until their replay. If a turn fails, what its bodies recorded and emitted
 * is dropped, all of it: which chunks were done is chance.
 */
@SkipWire
final class WorldWorkers extends PassiveSystem {

    private final FrameAllocator memory;
    private final WorldTags tags;
    private final WorldCommands commands;
    private final Transients transients;
    private final ParallelGuard guard = new ParallelGuard();
    private final Tick tick = new Tick();

    /** How many to make; 0 for a thread of the common pool a processor. */
    private final int wanted;

    private @Nullable FrameTeam team;
    private final boolean givenTeam;
    private final boolean sideBySide;
    private SpanWorker[] workers = {};

    private @Nullable TeamFrame frame;
    private int ticks;

    WorldWorkers(
            FrameAllocator memory,
            WorldTags tags,
            WorldCommands commands,
            Transients transients,
            @Nullable FrameTeam team,
            int wanted,
            boolean sideBySide) {
        this.memory = memory;
        this.tags = tags;
        this.commands = commands;
        this.transients = transients;
        this.team = team;
        this.givenTeam = team != null;
        this.wanted = wanted;
        this.sideBySide = sideBySide;
    }

    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        if (sideBySide || hasParallelSystem(world.getSystems())) {
            guard.install(world);
            commands.of(world);
        }
    }

    /**
     * Those of a world that is being made.
     *
     * @throws NoPluginException if there are none
     */
    static WorldWorkers of(World world) {
        ImmutableBag<BaseSystem> systems = world.getSystems();
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i) instanceof WorldWorkers workers) {
                return workers;
            }
        }
        throw new NoPluginException("A ParallelSpanSystem runs on the workers of a plugin");
    }

    /** By index: a bag has one iterator, which whoever calls this is in the middle of using. */
    private static boolean hasParallelSystem(ImmutableBag<BaseSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i) instanceof ParallelSpanSystem) {
                return true;
            }
        }
        return false;
    }

    /** Throws if bodies run now, one of which ticks the world. */
    void requireNoLoop() {
        if (guard.isParallel()) {
            throw ParallelMisuseException.inBody("The world was ticked", "do not tick it");
        }
    }

    /** A tick begins; it ends when what is returned is closed. */
    Tick tick() {
        ticks++;
        return tick;
    }

    /** The tag of a scope of this system's own; null where it has none. */
    @Nullable Tag scopeTag(BaseSystem system) {
        return tags.ofScoped(system.getClass());
    }

    SpanWorker worker(int index) {
        return workers[index];
    }

    /** The number of the chunk that begins at this place of the loop that is on. */
    int chunkAt(int from, int grain) {
        return commands.chunksSoFar() + from / grain;
    }

    /**
     * Runs the body over the numbers below {@code count}, in chunks.
     *
     * @param tag of the scope that each worker's arena is in meanwhile; null for none
     */
    void run(int count, int grain, FrameTeam.Body body, @Nullable Tag tag) {
        FrameTeam open = openTeam();
        boolean completed = false;
        try {
            guard.begin();
            commands.beginLoop();
            transients.beginLoop(workers.length);
            runInScopes(open, count, grain, body, tag);
            completed = true;
        } finally {
            guard.end();
            transients.endLoop(completed);
            commands.endLoop(completed ? Math.ceilDiv(count, grain) : 0);
        }
    }

    private void runInScopes(
            FrameTeam open, int count, int grain, FrameTeam.Body body, @Nullable Tag tag) {
        if (tag == null) {
            open.parallelFor(0, count, grain, body);
            return;
        }
        int depth = open.arena(0).depth();
        try {
            for (SpanWorker worker : workers) {
                worker.frame().scope(tag);
            }
            open.parallelFor(0, count, grain, body);
        } finally {
            for (SpanWorker worker : workers) {
                worker.frame().unwind(depth);
            }
        }
    }

    /**
     * Runs turns of systems side by side, this many a chunk; the body keeps what they throw. All in
     * one chunk come one after the other.
     */
    void runTurns(int count, int grain, FrameTeam.Body body) {
        FrameTeam open = openTeam();
        guard.beginSystems();
        commands.beginLoop();
        try {
            open.parallelFor(0, count, grain, body);
        } finally {
            guard.end();
            commands.endLoop(count);
        }
    }

    boolean isInTick() {
        return ticks > 0;
    }

    /** The team, with a frame open. */
    private FrameTeam openTeam() {
        FrameTeam ready = team != null ? team : makeTeam();
        if (frame == null) {
            if (workers.length == 0) {
                hire(ready);
            }
            frame = ready.begin(tags.tick);
            for (SpanWorker worker : workers) {
                worker.commands().openStorage(worker.frame());
            }
        }
        return ready;
    }

    private FrameTeam makeTeam() {
        FrameTeam made =
                wanted == 0
                        ? FrameTeam.create(memory, ForkJoinPool.commonPool())
                        : FrameTeam.create(memory, wanted);
        team = made;
        return made;
    }

    private void hire(FrameTeam ready) {
        SpanWorker[] hired = new SpanWorker[ready.workers()];
        Commands[] recorders = new Commands[hired.length];
        for (int i = 0; i < hired.length; i++) {
            recorders[i] = commands.newRecorder();
            hired[i] = new SpanWorker(i, ready.arena(i), recorders[i]);
        }
        commands.join(recorders);
        workers = hired;
    }

    /** Closes the team, unless it was given. */
    void close() {
        if (!givenTeam && team != null) {
            team.close();
        }
    }

    /** A tick that is going on. */
    final class Tick implements AutoCloseable {

        /** Ends the frame of the team, if one is open and no outer tick goes on. */
        @Override
        public void close() {
            ticks--;
            if (ticks == 0 && frame != null) {
                TeamFrame ended = Objects.requireNonNull(frame);
                frame = null;
                for (SpanWorker worker : workers) {
                    worker.commands().close();
                }
                ended.close();
            }
        }
    }
}
