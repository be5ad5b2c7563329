package dev.mayfly.ecs;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;

/** Something to sort and group by. */
public final class Score extends SoaComponent {
    public final Floats points = floats();
    public final Ints team = ints();
}
