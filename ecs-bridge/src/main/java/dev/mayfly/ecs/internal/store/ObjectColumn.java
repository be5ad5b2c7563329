package dev.mayfly.ecs.internal.store;

import org.jspecify.annotations.Nullable;

/** A column of references to objects, which is none of the store's buffer. */
public interface ObjectColumn {

    /** What an entity's row holds. */
    @Nullable Object get(int row);

    /** Overwrites it. */
    void set(int row, @Nullable Object value);
}
