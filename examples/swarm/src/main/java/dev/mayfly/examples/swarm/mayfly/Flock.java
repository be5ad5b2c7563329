package dev.mayfly.examples.swarm.mayfly;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;

/** What agents belong to, and whether a predator has caught them: 0 or 1. */
public final class Flock extends SoaComponent {
    final Ints group = ints();
    final Bytes caught = bytes();
}
