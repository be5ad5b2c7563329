package dev.mayfly.ecs;

import dev.mayfly.ecs.internal.tick.StepClock;

/**
 * The time of a world with {@link MayflyPlugin#fixedStep}. Injected by its type, for systems that
 * draw what lies between two steps:
 *
 * <pre>{@code
 * @EachFrame
 * public final class RenderSystem extends IteratingSystem {
 *     FixedStep time; // injected
 *     Position position;
 *
 *     @Override
 *     protected void process(int e) {
 *         float before = position.lastX.get(e);
 *         draw(before + (position.x.get(e) - before) * time.alpha());
 *     }
 * }
 * }</pre>
 *
 * <p>Snapshots hold the time of which no step has been made yet. For the thread that ticks the
 * world.
 */
public final class FixedStep {

    private final StepClock clock;

    FixedStep(StepClock clock) {
        this.clock = clock;
    }

    /** The length of a step, in seconds. */
    public float seconds() {
        return clock.step();
    }

    /**
     * How much of the next step has passed by the end of this frame's steps: 0 to 1. Systems of
     * frames that run before the steps see that of the last frame.
     */
    public float alpha() {
        return clock.alpha();
    }

    /**
     * How many steps have been left out so far, because they were due in one frame beyond the most
     * that it may have. If this grows, the world's time goes slower than the clock on the wall.
     */
    public long dropped() {
        return clock.dropped();
    }
}
