package dev.mayfly.benchmarks.ecs;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** A number as a column. */
abstract class SoaValue extends SoaComponent {
    final Floats value = floats();
}
