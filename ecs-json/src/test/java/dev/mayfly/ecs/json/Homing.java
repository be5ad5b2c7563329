package dev.mayfly.ecs.json;

import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.SoaComponent;

/** A SoA component with a handle of another entity. */
public final class Homing extends SoaComponent {

    public final Handles target = handles();
}
