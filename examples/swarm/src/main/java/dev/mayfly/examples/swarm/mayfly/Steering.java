package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** How movers want to change their velocity, in world units a second squared. */
public final class Steering extends SoaComponent {
    final Floats x = floats();
    final Floats y = floats();
}
