package dev.mayfly.ecs.internal.tick;

import com.artemis.AspectSubscriptionManager;
import com.artemis.BaseSystem;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.ecs.internal.access.Authors;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.access.SystemGroups;
import dev.mayfly.ecs.internal.access.TurnCheck;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.artemis.ParallelGuard;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs groups of systems of one world side by side.
 *
 * <p>How it works: {@link SystemGroups} says which systems form a group. A loop over the group's
 * systems, a chunk each, runs on the workers, which take them in the order of registration. For its
 * turn a system's injected arenas, commands and queries are those of the worker that runs it.
 *
 * <p>Why what comes out is what one thread makes of it: no system of a group uses what another one
 * writes. None changes structure: that is refused where it is tried ({@link ParallelGuard}), and
 * commands, which only the last of a group can record, are replayed when all are done. So the
 * rounds of listeners that are left out between them would have found nothing to tell. Lists of
 * entities, which Artemis builds when they are first asked for, are built before. And when a system
 * throws, the others run nevertheless: which of them had begun is chance.
 *
 * <p>From checked on what a turn leaves is compared with what it found ({@link TurnCheck}): of a
 * group that runs at once, what none of it declares as written. Where that would leave open whose a
 * write was, the group's turns are taken one after the other.
 */
final class GroupTurn {

    private final WorldWorkers<?> workers;
    private final Turns turns;
    private final FrameTeam.Body body = this::takeTurns;

    /** Null in standard. */
    private final @Nullable TurnCheck check;

    private final @Nullable TickHooks hooks;

    /** For each system the end, exclusive, of its group. */
    private int[] ends = {};

    /** For each system its turns; null for one that is never run, or alone. */
    private @Nullable SystemTurn[] turnsOf = {};

    /** The systems that run now, in their order. */
    private SystemTurn[] running = {};

    private @Nullable AspectSubscriptionManager subscriptions;

    /**
     * What checks each turn by itself; null where turns are taken at once, or nothing is checked.
     */
    private @Nullable TurnCheck checkOfEach;

    private int count;
    private int firstChunk;
    private @Nullable FrameArena home;

    /**
     * No groups yet.
     *
     * @param check null in standard
     * @param hooks who is told of turns; null for nobody
     */
    GroupTurn(
            WorldWorkers<?> workers,
            Turns turns,
            @Nullable TurnCheck check,
            @Nullable TickHooks hooks) {
        this.workers = workers;
        this.turns = turns;
        this.check = check;
        this.hooks = hooks;
    }

    /**
     * Forms the groups of a world.
     *
     * @param systems in order; null for one that is not run
     * @param table of all systems
     */
    void form(World world, @Nullable BaseSystem[] systems, TurnTable table, SystemReader reader) {
        List<@Nullable SystemAccess> run = new ArrayList<>();
        turnsOf = new SystemTurn[systems.length];
        for (int i = 0; i < systems.length; i++) {
            BaseSystem system = systems[i];
            SystemAccess access = table.access(i);
            run.add(system == null ? null : access);
            if (system != null && !access.isExclusive()) {
                turnsOf[i] =
                        new SystemTurn(
                                system,
                                table.scopes()[i],
                                access,
                                turns,
                                reader.threadFieldsOf(world, system),
                                hooks);
            }
        }
        ends = SystemGroups.ends(run);
        running = new SystemTurn[ends.length];
        subscriptions = world.getAspectSubscriptionManager();
    }

    /** The end, exclusive, of the group that the system is in. */
    int endOf(int system) {
        return ends[system];
    }

    /**
     * Gathers those of a group that run now.
     *
     * @param first the one that has been found to run
     * @return how many there are
     */
    int gather(int first, BitVector disabled) {
        count = 0;
        for (int i = first; i < ends[first]; i++) {
            SystemTurn turn = turnsOf[i];
            if (turn != null && (i == first || !disabled.get(i))) {
                running[count++] = turn;
            }
        }
        return count;
    }

    /**
     * Runs what was gathered, all of it whatever one of them throws.
     *
     * @param arena the ticking thread's, which injected fields hold before and after
     */
    void run(FrameArena arena) {
        buildLists();
        home = arena;
        firstChunk = workers.chunkAt(0, 1);
        if (check == null) {
            runTurns(1);
        } else {
            runTurns(check);
        }
    }

    private void runTurns(TurnCheck checked) {
        Authors all = authors();
        checkOfEach = checked.isAmbiguous(all) ? checked : null;
        if (checkOfEach != null) {
            runTurns(count);
        } else {
            int turn = checked.begin(all);
            runTurns(1);
            checked.end(turn);
        }
    }

    /**
     * @param grain how many are taken by one worker, one after the other
     */
    private void runTurns(int grain) {
        turns.beginSideBySide();
        try {
            workers.runTurns(count, grain, body);
        } finally {
            turns.endSideBySide();
        }
        rethrow();
    }

    private Authors authors() {
        List<SystemAccess> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(running[i].access());
        }
        return new Authors(all);
    }

    /** So that no two systems build the list of a subscription that they share. */
    private void buildLists() {
        ImmutableBag<EntitySubscription> all =
                Objects.requireNonNull(subscriptions).getSubscriptions();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).getEntities();
        }
    }

    private void takeTurns(int from, int to, FrameArena arena, int worker) {
        FrameArena owner = Objects.requireNonNull(home);
        for (int i = from; i < to; i++) {
            running[i].take(workers.seat(worker), firstChunk + i, owner, checkOfEach);
        }
    }

    /** Throws what the first of the systems threw, with that of the others suppressed into it. */
    private void rethrow() {
        Throwable first = null;
        for (int i = 0; i < count; i++) {
            Throwable failure = running[i].failure();
            if (failure != null) {
                first = Failures.joined(first, failure);
            }
        }
        Failures.rethrow(first);
    }
}
