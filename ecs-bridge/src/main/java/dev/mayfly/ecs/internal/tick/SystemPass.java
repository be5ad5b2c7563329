package dev.mayfly.ecs.internal.tick;

import com.artemis.AspectSubscriptionManager;
import com.artemis.BaseSystem;
import com.artemis.ComponentManager;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.ecs.internal.world.PassiveSystem;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One way through a world's systems, in the order of registration: before each one that is enabled,
 * or each group of them, a round of listeners, and one after the last.
 *
 * <p>Systems that certainly do nothing (Artemis' three managers and the bridge's own) are left out
 * with the round before them. That cannot be seen: a round goes on until nothing has changed, so a
 * second one right after it finds nothing. It is worth doing because a round reads bit sets as long
 * as the highest entity id.
 */
final class SystemPass {

    private final TickStrategy strategy;
    private final TurnTable table;
    private final TickStorage storage;
    private final BitVector disabled;

    /** Whether it is a tick, whose places end what has lived its time. */
    private final boolean isTick;

    /** Null where each system runs alone. */
    private final @Nullable GroupTurn groups;

    /** Whether nobody looks at turns, and this runs systems itself. */
    private final boolean isDirect;

    /** For each system, in order: the tag of its scope; null for one that has none. */
    private final @Nullable Tag[] scopes;

    /** For each system, in order: what to run; null for one that is left out. */
    private final @Nullable BaseSystem[] active;

    /** The places of those that are not left out. */
    private final int[] order;

    /**
     * A pass of a world whose systems have been injected.
     *
     * @param disabled the systems to leave out at the time, by their place
     * @param member whether a system is of this pass
     */
    SystemPass(
            TickStrategy strategy,
            TickParts parts,
            TurnTable table,
            World world,
            Bag<BaseSystem> systems,
            BitVector disabled,
            boolean isTick,
            Predicate<? super BaseSystem> member) {
        this.strategy = strategy;
        this.table = table;
        storage = parts.storage();
        isDirect = !table.isWatched();
        scopes = table.scopes();
        this.disabled = disabled;
        this.isTick = isTick;
        active = new BaseSystem[systems.size()];
        for (int i = 0; i < active.length; i++) {
            BaseSystem system = systems.get(i);
            active[i] = doesNothing(system) || !member.test(system) ? null : system;
        }
        order = IntStream.range(0, active.length).filter(i -> active[i] != null).toArray();
        groups = parts.groups();
        if (groups != null) {
            groups.form(world, active, table, parts.reader());
        }
    }

    static boolean doesNothing(BaseSystem system) {
        Class<?> type = system.getClass();
        return system instanceof PassiveSystem
                || type == ComponentManager.class
                || type == EntityManager.class
                || type == AspectSubscriptionManager.class;
    }

    void run(FrameArena arena) {
        // In one method, as is what calls it: C2 inlines to a depth of 15, and what comes last, the
        // loop in a system over its entities, must not be what is left out.
        GroupTurn several = groups;
        if (several != null) {
            runGroups(arena, several);
        } else {
            for (int i : order) {
                if (!disabled.get(i)) {
                    arriveAt(2 * i);
                    strategy.updateEntities(arena);
                    arriveAt(2 * i + 1);
                    if (isDirect) {
                        strategy.turn = i;
                        SystemRun.run(arena, Objects.requireNonNull(active[i]), scopes[i], null);
                    } else {
                        take(arena, i);
                    }
                }
            }
        }
        arriveAt(2 * active.length);
        strategy.updateEntities(arena);
    }

    private void runGroups(FrameArena arena, GroupTurn several) {
        for (int i = 0, end; i < active.length; i = end) {
            end = several.endOf(i);
            int first = firstToRun(i, end);
            if (first < end) {
                arriveAt(2 * first);
                strategy.updateEntities(arena);
                // What is emitted in a group has one place: no two of it use the same events.
                arriveAt(2 * end - 1);
                if (several.gather(first, disabled) > 1) {
                    // The last one alone may have commands, and nobody deletes directly.
                    strategy.turn = end - 1;
                    several.run(arena);
                } else {
                    take(arena, first);
                }
            }
        }
    }

    private int firstToRun(int from, int to) {
        int first = from;
        while (first < to && (active[first] == null || disabled.get(first))) {
            first++;
        }
        return first;
    }

    private void arriveAt(int place) {
        if (isTick) {
            storage.arriveAt(place);
        }
    }

    private void take(FrameArena arena, int index) {
        BaseSystem system = Objects.requireNonNull(active[index]);
        strategy.turn = index;
        if (isDirect) {
            SystemRun.run(arena, system, scopes[index], null);
        } else {
            table.take(arena, system, index, null);
        }
    }
}
