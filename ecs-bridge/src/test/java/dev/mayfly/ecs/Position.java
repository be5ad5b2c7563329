package dev.mayfly.ecs;

import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;

/** A component with a default of zero, one that is not, and one column that is private. */
public final class Position extends SoaComponent {

    public final Floats x = floats();
    public final Floats y = floats(7f);
    private final Doubles z = doubles(-1d);

    public Doubles z() {
        return z;
    }
}
