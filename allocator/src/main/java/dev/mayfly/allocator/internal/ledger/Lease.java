package dev.mayfly.allocator.internal.ledger;

import java.util.Objects;

/** What one arena has set aside in one group, while a scope of that group is open on it. */
public final class Lease {

    public static final int ENDED = -1;

    /** No more than one part in so many of the limit is set aside beyond what is asked for. */
    private static final int LIMIT_PART = 8;

    /**
     * What is set aside at first: as much as a first chunk. From there it doubles as chunks do, so
     * that the first frames come here about as seldom as they need a chunk. That matters: C2 makes
     * another loop, three times as slow for slices, of one that it has seen take the slow path.
     */
    private static final long FIRST = 64 << 10;

    /** Which group; an arena does not keep those that the program has let go of. */
    public final TagNumber number;

    private final Account account;
    private final Charge charge;
    private final long mostAhead;

    /** The depth of the outermost scope that charges the group. */
    public int depth = ENDED;

    /** What is set aside, in bytes. */
    public long granted;

    /** What was, before this was last asked to grow. */
    public long grantedBefore;

    /** The most that was in use in this scope. */
    private long high;

    /** What was needed of late: what is set aside at first, so that steady frames never ask. */
    private long recent;

    /**
     * Nothing yet.
     *
     * @param arena whose it is, weakly
     * @param name what messages call the arena
     */
    public Lease(Object arena, Object name, TagEntry group) {
        this.number = group.number;
        this.account = group.account();
        this.charge = new Charge(arena, name, account);
        this.mostAhead = group.limit / LIMIT_PART;
    }

    /** The group; there while a scope that charges it is open, for that scope has its tag. */
    public TagEntry group() {
        return Objects.requireNonNull(number.get());
    }

    /** Bytes that are charged to the group now. */
    public long charged() {
        return account.charged();
    }

    /** Bytes that can be set aside beyond what is, in the group alone. */
    public long available() {
        return account.available();
    }

    public void begin(int atDepth) {
        depth = atDepth;
        high = 0;
        if (recent > 0 && account.add(recent)) {
            setGranted(recent);
        }
    }

    /** Takes note of what is in use, before that falls. */
    public void note(long used) {
        high = Math.max(high, used);
    }

    /** Sets aside {@code more} bytes at least; false where the group has not so many. */
    public boolean grow(long more) {
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
    public void shrinkTo(long keep) {
        if (granted > keep) {
            account.remove(granted - keep);
            setGranted(keep);
        }
    }

    /** Leaves {@code bytes} of what is set aside to somebody else, who is charged for them. */
    public void handOver(long bytes) {
        setGranted(granted - bytes);
    }

    /** Ends with the scope, which has {@code used} bytes in use. */
    public void end(long used) {
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
    public void close() {
        shrinkTo(0);
        charge.close();
    }
}
