package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** The listener where the user has set none: a warning in the log, the first time for each tag. */
final class SoftLimitLog implements SoftLimitListener {

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    /** Weak, as tags may come and go with what they are for. */
    private final Set<Tag> logged =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

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
                            + ". Take less or raise "
                            + TagTerms.limitedBy(tag)
                            + ". This is said once for a tag; set a"
                            + " listener by FrameAllocator.onSoftLimit to be told each frame.");
        }
    }
}
