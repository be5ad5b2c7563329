package dev.mayfly.ecs;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;

/** A column of each type. */
public final class Kinds extends SoaComponent {
    public final Floats floats = floats();
    public final Ints ints = ints();
    public final Longs longs = longs();
    public final Doubles doubles = doubles();
    public final Shorts shorts = shorts();
    public final Bytes bytes = bytes();
}
