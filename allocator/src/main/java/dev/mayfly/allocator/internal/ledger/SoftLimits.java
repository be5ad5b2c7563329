package dev.mayfly.allocator.internal.ledger;

import dev.mayfly.allocator.internal.Failures;

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
public final class SoftLimits {

    /** The number of the frame in which a tag was told of last, and which tag that was. */
    private long[] toldIn = new long[16];

    private @Nullable TagNumber[] toldOf = new @Nullable TagNumber[16];

    private @Nullable TagEntry[] pending = new @Nullable TagEntry[4];
    private long[] pendingUsed = new long[4];
    private int count;

    /** Is told of a tag, or group, that passed its soft limit. */
    @FunctionalInterface
    public interface Listener {
        void passed(TagEntry tag, long used);
    }

    /** Holds what is in use in frame number {@code frame} against the soft limit of its tag. */
    public void check(TagEntry tag, long used, long frame) {
        if (used <= tag.softLimit) {
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

    private void add(TagEntry tag, long used) {
        if (count == pending.length) {
            pending = Arrays.copyOf(pending, count * 2);
            pendingUsed = Arrays.copyOf(pendingUsed, count * 2);
        }
        pending[count] = tag;
        pendingUsed[count++] = used;
    }

    /** Whether something was found that was not told. */
    public boolean isPending() {
        return count != 0;
    }

    /** Forgets what was found and not told, of a frame that its thread has left by dying. */
    public void forget() {
        Arrays.fill(pending, 0, count, null);
        count = 0;
    }

    /** Tells of what was found, all of it, whatever the listener throws. */
    public void tell(Listener listener) {
        Throwable failure = null;
        while (count != 0) {
            TagEntry tag = pending[--count];
            pending[count] = null;
            if (tag == null) {
                continue;
            }
            try {
                listener.passed(tag, pendingUsed[count]);
            } catch (Throwable thrown) {
                failure = Failures.joined(failure, thrown);
            }
        }
        Failures.rethrow(failure);
    }
}
