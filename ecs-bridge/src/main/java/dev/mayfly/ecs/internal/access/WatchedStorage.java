package dev.mayfly.ecs.internal.access;

import com.artemis.World;

import java.util.List;

/** What of one world's storage the check of a turn looks at. */
public interface WatchedStorage {

    /** The world; there is one once it has been made. */
    World world();

    /** Whether components of the type are rows of columns, and no objects. */
    boolean isColumns(Class<?> type);

    /** Whether components point at objects of the class, which are no part of them. */
    boolean isOutside(Class<?> type);

    /** The columns of all stores that the world has so far. */
    List<StoredColumns> columns();

    /** Shows the values and events that there are, to be copied or left out. */
    void show(Authors authors, ObjectsCopy copy);
}
