package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.artemis.IdRelease;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Divides the time of frames into steps of one length. Each {@code World.process()} is a frame: the
 * systems of frames that come before the first one of steps, then as many steps as the time gives,
 * then the other systems of frames.
 *
 * <p>A tick is a step: it has a scope of its own, what lives for a tick ends with it, and ids of
 * deleted entities are freed after it, as after a {@code World.process()} that is one tick. So what
 * steps compute does not depend on how many there are in a frame. Systems of frames run between two
 * ticks, in the scope of the frame: what they emit and create belongs to the next step. Before the
 * frame ends, and Artemis frees ids, what deleted entities have of that is taken away.
 */
public final class FixedStepStrategy extends TickStrategy {

    private final TickParts parts;
    private final StepClock clock;
    private final Predicate<? super BaseSystem> eachFrame;

    private @Nullable SystemPass before;
    private @Nullable SystemPass steps;
    private @Nullable SystemPass after;
    private @Nullable IdRelease ids;

    /**
     * That of a world that has these parts.
     *
     * @param eachFrame whether a system has its turns in frames, not in steps
     */
    public FixedStepStrategy(
            TickParts parts, StepClock clock, Predicate<? super BaseSystem> eachFrame) {
        super(parts);
        this.parts = parts;
        this.clock = clock;
        this.eachFrame = eachFrame;
    }

    @Override
    protected void initialize() {
        super.initialize();
        Set<BaseSystem> stepping = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<BaseSystem> early = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < systems.size(); i++) {
            BaseSystem system = systems.get(i);
            if (!SystemPass.doesNothing(system)) {
                if (!eachFrame.test(system)) {
                    stepping.add(system);
                } else if (stepping.isEmpty()) {
                    early.add(system);
                }
            }
        }
        before = early.isEmpty() ? null : pass(false, early::contains);
        steps = pass(true, stepping::contains);
        after = pass(false, system -> !stepping.contains(system) && !early.contains(system));
        ids = new IdRelease(world);
    }

    private SystemPass pass(boolean isTick, Predicate<? super BaseSystem> member) {
        return new SystemPass(this, parts, table, world, systems, disabled, isTick, member);
    }

    @Override
    void processIn(FrameArena arena) {
        if (before != null) {
            runBetweenTicks(arena, before);
        }
        float frame = world.delta;
        clock.add(frame);
        world.delta = clock.step();
        try {
            while (clock.next()) {
                step(arena);
            }
        } finally {
            world.delta = frame;
        }
        clock.drop();
        // Also where there is no such system: listeners are told of what was changed since.
        runBetweenTicks(arena, Objects.requireNonNull(after));
        generations.beforeFreeing();
        endStores(true);
    }

    private void step(FrameArena arena) {
        if (scopes.areKept()) {
            tick(arena);
        } else {
            try (FrameScope _ = scopes.openTick(arena)) {
                tick(arena);
            }
        }
        Objects.requireNonNull(ids).run();
    }

    /** Runs systems between two ticks, and listeners after the last. */
    private void runBetweenTicks(FrameArena arena, SystemPass pass) {
        Throwable failure = null;
        commands.beginTick(arena);
        try (WorldWorkers<?>.Tick _ = workers.tick(arena)) {
            pass.run(arena);
            storage.forgetDeleted();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        Failures.rethrow(endCommands(failure));
    }

    @Override
    void runSystems(FrameArena arena) {
        Objects.requireNonNull(steps).run(arena);
    }
}
