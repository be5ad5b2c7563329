package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Watches the soft limits of an arena's scopes.
 *
 * <p>How it works: what an arena has in use only falls where a scope ends or a mark is rewound to,
 * so the most that a scope has had at once shows right before that. There every open scope is held
 * against its tag's soft limit, but only on arenas that have met a tag with one. So taking memory
 * costs nothing more. What a group is charged with is looked at where the scope that opened its
 * lease ends. What was found is kept until the scope has ended, and told then, when the arena is in
 * order whatever the listener does.
 */
final class SoftLimits {

    private final FrameArena arena;

    /** The number of the frame in which a tag was told of last, and which tag that was. */
    private long[] toldIn = new long[16];

    private @Nullable TagNumber[] toldOf = new @Nullable TagNumber[16];

    private @Nullable Tag[] pending = new @Nullable Tag[4];
    private long[] pendingUsed = new long[4];
    private int count;

    SoftLimits(FrameArena arena) {
        this.arena = arena;
    }

    /** Holds what is in use in frame number {@code frame} against the soft limit of its tag. */
    void check(Tag tag, long used, long frame) {
        if (used <= tag.softLimit()) {
            return;
        }
        TagNumber number = tag.number;
        int index = number.index;
        if (index >= toldIn.length) {
            toldIn = Arrays.copyOf(toldIn, index * 2);
            toldOf = Arrays.copyOf(toldOf, index * 2);
        }
        if (toldIn[index] != frame || toldOf[index] != number) {
            toldIn[index] = frame;
            toldOf[index] = number;
            add(tag, used);
        }
    }

    private void add(Tag tag, long used) {
        if (count == pending.length) {
            pending = Arrays.copyOf(pending, count * 2);
            pendingUsed = Arrays.copyOf(pendingUsed, count * 2);
        }
        pending[count] = tag;
        pendingUsed[count++] = used;
    }

    boolean isPending() {
        return count != 0;
    }

    /** Tells of what was found; the last one that throws decides, and the others are suppressed. */
    void tell(SoftLimitListener listener) {
        RuntimeException failure = null;
        while (count != 0) {
            Tag tag = pending[--count];
            pending[count] = null;
            if (tag == null) {
                continue;
            }
            try {
                listener.softLimitPassed(arena, tag, pendingUsed[count]);
            } catch (RuntimeException thrown) {
                if (failure != null) {
                    thrown.addSuppressed(failure);
                }
                failure = thrown;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
