package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.internal.artemis.Strategies;
import dev.mayfly.ecs.internal.entity.Generations;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/**
 * The turns of systems that somebody else's strategy runs. {@code BaseSystem.process()} is final,
 * and strategies sort systems by class and name, so nothing can stand in for one: a turn is seen
 * where the strategy says so, or where the system itself does, as those do whose {@code
 * processSystem} is the bridge's. All else runs as it is, in the scope of the tick.
 */
public final class HostedTurns {

    private final TurnTable table;
    private final IdentityHashMap<BaseSystem, Integer> places = new IdentityHashMap<>();

    /** That of the tick that is on; null between two. */
    private @Nullable FrameArena arena;

    private @Nullable Thread ticking;

    /** Whose turn is seen to be on. */
    private @Nullable BaseSystem current;

    /** The systems that say themselves when they have their turn. */
    private final Set<BaseSystem> saying = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean told;

    /** The place of the system whose turn was seen since this was asked for. */
    private int seen = Generations.UNSEEN;

    HostedTurns(TurnTable table) {
        this.table = table;
    }

    void read(Bag<BaseSystem> systems) {
        for (int i = 0; i < systems.size(); i++) {
            if (!SystemPass.doesNothing(systems.get(i))) {
                places.put(systems.get(i), i);
            }
        }
    }

    /** A system is going to say when it has its turn. */
    public void join(BaseSystem system) {
        saying.add(system);
    }

    /** Whether a system says when it has its turn. */
    boolean isSaying(BaseSystem system) {
        return saying.contains(system);
    }

    /** The arena of the tick that is on; null between two. */
    @Nullable FrameArena arena() {
        return arena;
    }

    /** Runs the strategy once; a system of an outer tick may be in its turn. */
    void run(FrameArena open, SystemInvocationStrategy guest) {
        FrameArena outerArena = arena;
        Thread outerThread = ticking;
        BaseSystem outer = current;
        arena = open;
        ticking = Thread.currentThread();
        current = null;
        try {
            Strategies.process(guest);
        } finally {
            arena = outerArena;
            ticking = outerThread;
            current = outer;
        }
    }

    /** The strategy is going to say whose turn it is. */
    public void expectToBeTold() {
        told = true;
    }

    /** Whether the strategy says whose turn it is. */
    boolean isTold() {
        return told;
    }

    /**
     * The place of the system whose turn was seen last, if one was since this was asked; unknown
     * where the strategy does not say, as a turn that is not seen may have come since.
     */
    int takeSeen() {
        int last = seen;
        seen = Generations.UNSEEN;
        return told ? last : Generations.UNSEEN;
    }

    /** The strategy runs a system. */
    public void process(BaseSystem system) {
        FrameArena open = arenaFor(system);
        if (open == null) {
            system.process();
        } else {
            take(open, system, null);
        }
    }

    /** A system has its turn, of which this is the body. */
    public void within(BaseSystem system, Runnable body) {
        FrameArena open = arenaFor(system);
        if (open == null) {
            body.run();
        } else {
            take(open, system, body);
        }
    }

    private void take(FrameArena open, BaseSystem system, @Nullable Runnable body) {
        BaseSystem outer = current;
        current = system;
        seen = Objects.requireNonNull(places.get(system));
        try {
            table.take(open, system, seen, body);
        } finally {
            current = outer;
        }
    }

    /**
     * The arena for a turn of this system; null where none can begin: outside of a tick, on a
     * thread of the strategy's own, within its turn, and of another world's system.
     */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable FrameArena arenaFor(BaseSystem system) {
        return current == system || ticking != Thread.currentThread() || !places.containsKey(system)
                ? null
                : arena;
    }
}
