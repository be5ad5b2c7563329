package dev.mayfly.ecs;

import dev.mayfly.allocator.Ints;

/** A value of the tick, with a default that is not zero. */
public class Hit implements Poolable {

    public int damage = 1;

    @Override
    public void reset() {
        damage = 1;
    }

    /** Lives one tick longer. */
    @Lifetime(ticks = 2)
    public static final class OfTwo extends Hit {}

    /** Lives two ticks longer. */
    @Lifetime(ticks = 3)
    public static final class OfThree extends Hit {}

    /** The same as columns. */
    @SuppressWarnings("this-escape")
    public static class Rows extends FrameComponent {
        public final Ints damage = ints(1);
    }

    /** The same as columns, one tick longer. */
    @Lifetime(ticks = 2)
    public static final class RowsOfTwo extends Rows {}

    /** The same as columns, two ticks longer. */
    @Lifetime(ticks = 3)
    public static final class RowsOfThree extends Rows {}
}
