package dev.mayfly.allocator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The listener where the user has set none: a warning in the log, the first time for each tag. */
final class SoftLimitLog implements SoftLimitListener {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private final Set<Tag> logged = ConcurrentHashMap.newKeySet();

    @Override
    public void softLimitPassed(FrameArena arena, Tag tag, long used) {
        if (logged.add(tag)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    (tag instanceof TagGroup ? "Group '" : "A scope of tag '")
                            + tag.name()
                            + "' had "
                            + used
                            + " bytes in use; its soft limit is "
                            + tag.softLimit()
                            + ". Take less or raise it. This is said once for a tag; set a"
                            + " listener by FrameAllocator.onSoftLimit to be told each frame.");
        }
    }
}
