package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** Where movers are, in world units. */
public final class Position extends SoaComponent {
    final Floats x = floats();
    final Floats y = floats();
}
