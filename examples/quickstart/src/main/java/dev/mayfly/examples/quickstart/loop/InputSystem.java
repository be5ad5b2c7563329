package dev.mayfly.examples.quickstart.loop;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.EachFrame;
import dev.mayfly.ecs.FrameEvents;

/** Hands on what the player does, each frame. */
@SuppressWarnings("NullAway.Init")
@EachFrame // registered before the first system of steps, so it runs before the steps
public final class InputSystem extends BaseSystem {
    FrameEvents<Jump> jumps;
    boolean pressed;

    /** Nothing is pressed. */
    public InputSystem() {}

    @Override
    protected void processSystem() {
        if (pressed) {
            jumps.emit().height = 2f; // belongs to the next step, in whichever frame that is
        }
        pressed = false;
    }
}
