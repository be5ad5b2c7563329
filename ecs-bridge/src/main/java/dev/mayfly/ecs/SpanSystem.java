package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.entity.Spans;
import dev.mayfly.ecs.internal.tick.HostedTurns;

import org.jspecify.annotations.Nullable;

/**
 * A system that runs over spans, stretches of consecutive entity ids, so that its loop over {@link
 * SoaComponent} columns compiles to what a loop over arrays compiles to.
 *
 * <pre>{@code
 * @All({Position.class, Velocity.class})
 * public final class MovementSystem extends SpanSystem {
 *     Position position;
 *     Velocity velocity;
 *
 *     @Override
 *     protected void processSpan(int from, int to) {
 *         for (int e = from; e < to; e++) {
 *             position.x.add(e, velocity.x.get(e) * world.delta);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Artemis hands out ids first-in first-out, so ids stay compact and spans are long where most
 * entities have the system's components. Where they are scattered, override {@link #process(int)}
 * as well.
 *
 * <p>Every entity that matched when the turn began is processed once, in ascending order; entities
 * that are created, deleted or changed during the turn count from the next system on. A turn
 * allocates nothing.
 */
@SkipWire // its own fields; those of a class that extends it are injected
public abstract class SpanSystem extends BaseEntitySystem {

    /** The length from which on a span is worth {@link #processSpan} when there is a choice. */
    static final int LONG_SPAN = 64;

    private final boolean hasEntityPath =
            Spans.overrides(getClass(), SpanSystem.class, "process", int.class);

    private final Runnable turn = this::takeTurn;

    /** Null where the plugin's own strategy runs the system, and sees its turns. */
    private @Nullable HostedTurns hostedTurns;

    /**
     * A system whose aspect is given by annotations: {@code @All}, {@code @One}, {@code @Exclude}.
     */
    protected SpanSystem() {}

    /** A system for the entities of this aspect. */
    protected SpanSystem(Aspect.Builder aspect) {
        super(aspect);
    }

    /**
     * Processes the entities {@code from} to {@code to - 1}, all of which match.
     *
     * @param from the first entity id
     * @param to the id behind the last; greater than {@code from}
     */
    protected abstract void processSpan(int from, int to);

    /**
     * Processes one entity. Optional: without an override every span goes to {@link #processSpan},
     * however short. With one, only spans of 64 or more do, and the others come here entity by
     * entity.
     *
     * <p>That buys speed in two places when many spans are short. A loop compiled for long trips
     * costs some 13 ns to enter, for each span; and a loop that the JIT has seen making short trips
     * as well may be compiled without vector instructions, also where it makes long ones. Measured
     * at 10,000 entities, two columns moved by two others: scattered singly, 30 us a turn with an
     * override and 160 us without; and a dense world in the same process 3.9 us with and 12 us
     * without. At spans of 20 on average there is nothing to gain.
     */
    protected void process(int entityId) {
        processSpan(entityId, entityId + 1);
    }

    /**
     * Called by Artemis when the world is made.
     *
     * @throws NoPluginException if the system has a field that {@link MayflyPlugin} fills, and the
     *     world has none
     */
    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        PluginFields.require(world, this, SpanSystem.class);
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
        IntBag entities = subscription.getEntities();
        if (hasEntityPath) {
            processMixed(entities.getData(), entities.size());
        } else {
            processSpans(entities.getData(), entities.size());
        }
    }

    private void processSpans(int[] ids, int count) {
        for (int done = 0; done < count; ) {
            done = processSpanAt(ids, done, count);
        }
    }

    private void processMixed(int[] ids, int count) {
        for (int done = 0; done < count; ) {
            int start = Spans.next(ids, done, count, LONG_SPAN);
            processEach(ids, done, start);
            done = start < count ? processSpanAt(ids, start, count) : count;
        }
    }

    private int processSpanAt(int[] ids, int start, int count) {
        int end = Spans.end(ids, start, count);
        processSpan(ids[start], ids[end - 1] + 1);
        return end;
    }

    private void processEach(int[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            process(ids[i]);
        }
    }
}
