package dev.mayfly.ecs.json;

import com.artemis.annotations.EntityId;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.ecs.SoaComponent;

/** A SoA component with a column of each type, one of them a link. */
public final class Place extends SoaComponent {

    public final Floats x = floats();
    public final Doubles y = doubles(2.5);
    private final Longs seed = longs(7);
    public final Shorts kind = shorts();
    public final Bytes flags = bytes();
    public final Ints level = ints(3);
    @EntityId public final Ints leader = ints(-1);

    public Longs seed() {
        return seed;
    }
}
