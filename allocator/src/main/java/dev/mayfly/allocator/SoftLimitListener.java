package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;

/**
 * Is told of scopes that took more than the soft limit of their tag; {@link
 * FrameAllocator#onSoftLimit} sets it.
 */
@FunctionalInterface
public interface SoftLimitListener {

    /**
     * A scope of {@code tag}, or all that is charged to it if it is a {@link TagGroup}, had {@code
     * used} bytes in use at once, more than {@link Tag#softLimit()}. Called on the arena's thread,
     * once a frame for each tag and arena, when a scope has ended and its memory is free again.
     * What this throws reaches whoever ended that scope, which has ended all the same.
     *
     * @param arena where; a scope around the one that ended may be open
     * @param used in bytes, size classes and alignment included
     */
    void softLimitPassed(FrameArena arena, Tag tag, long used);
}
