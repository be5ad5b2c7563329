package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** What makes movers predators: how far they see and from how far they catch. */
public final class Hunter extends SoaComponent {
    final Floats sight = floats();
    final Floats reach = floats();
}
