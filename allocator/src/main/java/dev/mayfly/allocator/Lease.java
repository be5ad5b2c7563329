package dev.mayfly.allocator;

import java.util.Objects;

/** What one arena has set aside in one group, while a scope of that group is open on it. */
final class Lease {

    static final int ENDED = -1;

    /** No more than one part in so many of the limit is set aside beyond what is asked for. */
    private static final int LIMIT_PART = 8;

    /**
     * What is set aside at first: as much as a first chunk. From there it doubles as chunks do, so
     * that the first frames come here about as seldom as they need a chunk. That matters: C2 makes
     * another loop, three times as slow for slices, of one that it has seen take the slow path.
     */
    private static final long FIRST = 64 << 10;

    /** Which group; an arena does not keep those that the program has let go of. */
    final TagNumber number;

    final Account account;
    private final Charge charge;
    private final long mostAhead;

    /** The depth of the outermost scope that charges the group. */
    int depth = ENDED;

    /** What is set aside, in bytes. */
    long granted;

    /** What was, before this was last asked to grow. */
    long grantedBefore;

    /** The most that was in use in this scope. */
    private long high;

    /** What was needed of late: what is set aside at first, so that steady frames never ask. */
    private long recent;

    Lease(FrameArena arena, TagGroup group) {
        this.number = group.number;
        this.account = group.account;
        this.charge = new Charge(arena, account);
        this.mostAhead = group.limit() / LIMIT_PART;
    }

    /** The group; there while a scope that charges it is open, for that scope has its tag. */
    TagGroup group() {
        return (TagGroup) Objects.requireNonNull(number.get());
    }

    void begin(int atDepth) {
        depth = atDepth;
        high = 0;
        if (recent > 0 && account.add(recent)) {
            setGranted(recent);
        }
    }

    /** Takes note of what is in use, before that falls. */
    void note(long used) {
        high = Math.max(high, used);
    }

    /** Sets aside {@code more} bytes at least; false where the group has not so many. */
    boolean grow(long more) {
        long generous = Math.max(more, Math.min(mostAhead, Math.max(granted, FIRST)));
        if (account.add(generous)) {
            setGranted(granted + generous);
            return true;
        }
        if (account.add(more) || (Charge.forgetEnded() && account.add(more))) {
            setGranted(granted + more);
            return true;
        }
        return false;
    }

    /** Gives back what is set aside beyond {@code keep}. */
    void shrinkTo(long keep) {
        if (granted > keep) {
            account.remove(granted - keep);
            setGranted(keep);
        }
    }

    /** Leaves {@code bytes} of what is set aside to somebody else, who is charged for them. */
    void handOver(long bytes) {
        setGranted(granted - bytes);
    }

    /** Ends with the scope, which has {@code used} bytes in use. */
    void end(long used) {
        depth = ENDED;
        note(used);
        recent = (granted + high) / 2;
        shrinkTo(0);
    }

    private void setGranted(long bytes) {
        granted = bytes;
        charge.set(bytes);
    }

    /** Takes the arena off the books. */
    void close() {
        shrinkTo(0);
        charge.close();
    }
}
