package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** How movers move, in world units a second, and the fastest that each can. */
public final class Velocity extends SoaComponent {
    final Floats x = floats();
    final Floats y = floats();
    final Floats limit = floats();
}
