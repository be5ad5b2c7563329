package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** What agents notice, as distances in world units. */
public final class Perception extends SoaComponent {
    final Floats sight = floats();
    final Floats space = floats();
    final Floats alarm = floats();
}
