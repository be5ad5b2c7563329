package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

/** Lets go of references in bulk. */
public final class References {

    private static final @Nullable Object[] NONE = new @Nullable Object[1024];

    private References() {}

    /**
     * Sets the first {@code count} elements to null. By copying, for which the collector's barrier
     * is one for a whole range; a loop, which is what {@link java.util.Arrays#fill} is, has one for
     * each element and is not vectorized.
     */
    public static void clear(@Nullable Object[] array, int count) {
        int done = 0;
        for (; done < count - NONE.length; done += NONE.length) {
            System.arraycopy(NONE, 0, array, done, NONE.length);
        }
        System.arraycopy(NONE, 0, array, done, count - done);
    }
}
