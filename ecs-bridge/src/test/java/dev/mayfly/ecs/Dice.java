package dev.mayfly.ecs;

import dev.mayfly.allocator.Longs;

/** A random generator that is part of the world, as what must be replayed is. */
public final class Dice extends SoaComponent {

    public final Longs state = longs(42);

    /** A number from 0 to {@code bound - 1}, of the entity that carries the dice. */
    int roll(int entity, int bound) {
        // xorshift64, Marsaglia 2003
        long x = state.get(entity);
        x ^= x << 13;
        x ^= x >>> 7;
        x ^= x << 17;
        state.set(entity, x);
        return (int) Long.remainderUnsigned(x, bound);
    }
}
