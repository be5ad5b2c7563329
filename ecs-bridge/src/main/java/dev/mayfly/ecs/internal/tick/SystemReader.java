package dev.mayfly.ecs.internal.tick;

import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.ecs.internal.access.SystemAccess;

import org.jspecify.annotations.Nullable;

/** Reads off systems what they declare of their turns. */
public interface SystemReader {

    /** The tag of the scope around each turn of systems of a class; null for no scope. */
    @Nullable Tag scopeOf(Class<? extends BaseSystem> system);

    /** What systems of a class read and write. */
    SystemAccess accessOf(Class<? extends BaseSystem> system);

    /** The fields of a system, which has been injected, that hold what belongs to a thread. */
    ThreadFields threadFieldsOf(World world, BaseSystem system);
}
