package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.StrategyConflictException;
import dev.mayfly.ecs.internal.artemis.RoundWatch;
import dev.mayfly.ecs.internal.artemis.Strategies;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Runs a strategy that somebody else registered, its guest, within the ticks of this one: each
 * {@code World.process()} is a tick.
 *
 * <p>How it works: the world's strategy is this one; it asks the guest to process, in the scope of
 * the tick. When the guest tells listeners, Artemis first asks whether any entity has changed, and
 * that is seen: what is asked is an object of the bridge's. If one has, or commands wait, the whole
 * round is gone through before it answers, with the scope around it and the commands before it; so
 * the answer is no, and nothing is left for the guest to do. What the round throws comes out where
 * it would without that. After the guest there is one more round, for a guest that ends without
 * one: ids of deleted entities are freed after that, and commands do not outlive the tick.
 *
 * <p>Whose turn it is cannot be seen in general: see {@link HostedTurns}. What is emitted has no
 * place in the tick, therefore, and lives to the end of its last tick.
 */
public final class HostingStrategy extends TickStrategy implements RoundWatch {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.ecs");

    /** The classes of guests of which the log has told. */
    private static final Set<Class<?>> LOGGED =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private final SystemInvocationStrategy guest;
    private final HostedTurns turns = new HostedTurns(table);
    private final Runnable telling = this::updateEntityStates;

    /** Whether a round of this strategy's is on, which Artemis' own is a part of. */
    private boolean inRound;

    private boolean logged;

    /** That of a world that has these parts, and this guest. */
    public HostingStrategy(TickParts parts, SystemInvocationStrategy guest) {
        super(parts);
        this.guest = guest;
    }

    /** Takes the guest's place in its world, whose systems have been injected. */
    public void takeOver(World world) {
        Strategies.putInForce(world, this);
    }

    @Override
    protected void initialize() {
        super.initialize();
        turns.read(systems);
    }

    /** The turns that can be seen. */
    public HostedTurns turns() {
        return turns;
    }

    @Override
    public boolean isEnabled(BaseSystem system) {
        return guest.isEnabled(system);
    }

    @Override
    public void setEnabled(BaseSystem system, boolean value) {
        guest.setEnabled(system, value);
    }

    @Override
    void processIn(FrameArena arena) {
        tick(arena);
        if (!logged) {
            log();
        }
    }

    @Override
    void runSystems(FrameArena arena) {
        // What was emitted between ticks has been seen by all systems of the last one.
        storage.arriveAt(TickStorage.BETWEEN_TICKS);
        storage.standAt(TickStorage.UNKNOWN);
        boolean outerRound = inRound;
        inRound = false;
        try {
            turns.run(arena, guest);
            updateInRound(arena);
        } catch (Throwable failure) {
            turn = turns.takeSeen();
            throw failure;
        } finally {
            inRound = outerRound;
        }
    }

    @Override
    public boolean isWaiting() {
        return commands.isPending();
    }

    @Override
    public void beforeRound() {
        if (inRound) {
            return;
        }
        FrameArena arena = turns.arena();
        if (arena != null) {
            updateInRound(arena);
        } else {
            updateBetweenTicks();
        }
    }

    private void updateInRound(FrameArena arena) {
        inRound = true;
        turn = turns.takeSeen();
        try {
            updateEntities(arena);
        } finally {
            inRound = false;
        }
    }

    /** The guest tells listeners while its world is not in a tick. */
    private void updateBetweenTicks() {
        if (!equals(world.getInvocationStrategy())) {
            throw StrategyConflictException.setLater(world.getInvocationStrategy());
        }
        inRound = true;
        try {
            run(telling);
        } finally {
            inRound = false;
        }
    }

    private void log() {
        logged = true;
        if (LOGGED.add(guest.getClass())) {
            if (turns.isTold()) {
                LOG.log(System.Logger.Level.INFO, hosted() + always() + page());
            } else {
                LOG.log(System.Logger.Level.WARNING, hosted() + unseen() + always() + page());
            }
        }
    }

    private String hosted() {
        return "A world with MayflyPlugin is run by "
                + guest.getClass().getName()
                + ", which the plugin runs within its ticks. ";
    }

    private String unseen() {
        return "Turns are seen of SpanSystems and ParallelSpanSystems alone. Other systems have no"
                + " scope, budget, declared access or listener of their own; what they take"
                + " lives to the end of the tick, and the tick is charged"
                + concerned()
                + ". To have it, call SystemTurns.process(system) in the strategy where it calls"
                + " system.process(), or leave the strategy out, for MayflyPlugin's fixedStep or"
                + " listener. ";
    }

    /** The systems that ask for what they do not get. */
    private String concerned() {
        StringBuilder names = new StringBuilder();
        ImmutableBag<BaseSystem> all = world.getSystems();
        for (int i = 0; i < all.size(); i++) {
            if (table.asksForTurn(i) && !turns.isSaying(all.get(i))) {
                names.append(names.isEmpty() ? " (here: " : ", ");
                names.append(all.get(i).getClass().getSimpleName());
            }
        }
        return names.isEmpty() ? "" : names.append(')').toString();
    }

    private static String always() {
        return "Events with @Lifetime(ticks = 2) live to the end of the next tick, so a system may"
                + " see one twice; and systems do not run side by side. ";
    }

    private static String page() {
        return "docs/guide/strategies.md has the table. This is said once for a class of strategy.";
    }
}
