package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.chunk.NativeStack;
import dev.mayfly.allocator.internal.ledger.Charge;
import dev.mayfly.allocator.internal.ledger.Eviction;
import dev.mayfly.allocator.internal.ledger.Lease;
import dev.mayfly.allocator.internal.ledger.LeaseTable;
import dev.mayfly.allocator.internal.ledger.LedgerErrors;
import dev.mayfly.allocator.internal.ledger.SoftLimits;
import dev.mayfly.allocator.internal.ledger.TagEntry;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What an arena has set aside in groups of tags, and how its limits are worked out.
 *
 * <p>How it works: the outermost scope of a group on an arena opens a {@link Lease}: an amount that
 * was added to the group's account, up to which the arena takes without asking. The limit in force,
 * which every take is compared with, is the least of the scopes' limits and of what the leases
 * leave; where it is met, {@link #makeRoom} works it out anew and lets leases grow. The lease ends
 * with its scope. So a take costs nothing more; a scope that opens a lease costs an atomic addition
 * or two for each group, and one inside it nothing.
 *
 * <p>Why that is safe: what is in use is never more than what is set aside, and that never more
 * than the limit, since accounts are compared and set at once. The limit in force may be lower than
 * it need be, never higher: it is restored to what it was where scopes end, and a lease shrinks
 * only where its own scope does, or something is promoted, which lowers the limits that were saved
 * too.
 */
final class Leases {

    private final ArenaIdentity arena;
    private final ScopeStack scopes;
    private final NativeStack slices;
    private final long mostInFrame;

    /** What all frames of the arena are charged to. */
    private final @Nullable TagGroup ofArena;

    private final LeaseTable all;

    /** Those of open scopes, the outermost first. */
    private Lease[] active = {};

    private int count;

    /** Whose group is asked for room right now. */
    private @Nullable Lease evicting;

    Leases(ArenaIdentity arena, ScopeStack scopes, NativeStack slices, ArenaSettings settings) {
        this.arena = arena;
        this.scopes = scopes;
        this.slices = slices;
        this.mostInFrame = settings.limit();
        this.ofArena = settings.group();
        this.all = new LeaseTable(scopes, arena);
    }

    /** Whether a scope at that depth, of that tag, charges a group. */
    boolean concern(Tag tag, int depth) {
        return TagTerms.chargesGroups(tag) || (depth == 1 && ofArena != null);
    }

    /** Opens what a scope that has just been opened charges and those around it do not. */
    void begin(FrameScope scope) {
        long least = begin(scope.tag, scope.depth, slices.limit);
        if (scope.depth == 1 && ofArena != null) {
            least = begin(ofArena, 1, least);
        }
        slices.limitTo(least);
    }

    /** Returns the limit, or what new leases leave if that is less. */
    private long begin(TagEntry tag, int depth, long limit) {
        long least = limit;
        for (TagEntry group : TagTerms.groups(tag)) {
            Lease lease = all.of(group);
            if (lease.depth == Lease.ENDED) {
                if (count == active.length) {
                    active = Arrays.copyOf(active, Math.max(4, count * 2));
                }
                active[count++] = lease;
                lease.begin(depth);
                least = Math.min(least, slices.used() + lease.granted);
            }
        }
        return least;
    }

    /** Takes note of what is in use, before that falls. */
    void note() {
        for (int i = 0; i < count; i++) {
            active[i].note(usedOf(active[i]));
        }
    }

    /** Ends what the scopes from that depth on have opened. */
    void end(int depth, SoftLimits softLimits, long frame) {
        while (count > 0 && active[count - 1].depth >= depth) {
            Lease lease = active[--count];
            softLimits.check(lease.group(), chargedBut(lease), frame);
            lease.end(usedOf(lease));
        }
    }

    /** Ends all, for an owner that cannot. */
    void abandon() {
        drop(1);
    }

    /** Ends what the scopes from that depth on have opened, and counts nothing. */
    void drop(int depth) {
        while (count > 0 && active[count - 1].depth >= depth) {
            active[--count].end(0);
        }
    }

    /** Takes the arena, which is of no more use, off the books of all groups. */
    void retire() {
        abandon();
        all.close();
    }

    private long usedOf(Lease lease) {
        return slices.usedSince(scopes.at(lease.depth).start);
    }

    /** Up to how many bytes may be in use by what is set aside. */
    private long leftByLeases() {
        long used = slices.used();
        long least = TagTerms.UNLIMITED;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, used + active[i].granted - usedOf(active[i]));
        }
        return least;
    }

    /** Up to how many bytes may be in use by the limits of the open scopes and of the arena. */
    private long leftByScopes() {
        long used = slices.used();
        long least = mostInFrame;
        for (int i = 1; i <= scopes.depth; i++) {
            FrameScope scope = scopes.at(i);
            if (!scope.isMark()) {
                least = Math.min(least, used + (scope.limit() - scope.counted()));
            }
        }
        return least;
    }

    /** How many bytes can be taken, if nobody else takes them first. */
    long remaining() {
        if (slices.isSealed()) {
            return 0;
        }
        long least = leftByScopes() - slices.used();
        for (int i = 0; i < count; i++) {
            Lease lease = active[i];
            long spare = lease.granted - usedOf(lease);
            least = Math.min(least, spare + lease.available());
        }
        return Math.max(0, least);
    }

    /**
     * Raises the limit in force so that {@code bytes} more may be taken, or throws and changes
     * nothing.
     *
     * @param what what is asked for, for messages, as {@link OpenFrame#requireRoom} says
     */
    void makeRoom(long bytes, Object what, long elements) {
        Lease asked = evicting;
        if (asked != null) {
            throw LedgerErrors.groupFull(
                    asked.group(), bytes, chargedBut(asked), wanted(what, elements));
        }
        if (slices.isSealed()) {
            throw ArenaErrors.frameKept(arena);
        }
        if (bytes > leftByScopes() - slices.used()) {
            throw limitExceeded(bytes, wanted(what, elements));
        }
        Lease full = growBy(bytes);
        if (full != null) {
            boolean isAnotherScope = evict(full, bytes, wanted(what, elements));
            if (bytes > leftByScopes() - slices.used()) {
                throw limitExceeded(bytes, wanted(what, elements));
            }
            if (isAnotherScope) {
                throw ArenaErrors.endedByListener(arena);
            }
            full = growBy(bytes);
        }
        slices.limitTo(Math.min(leftByScopes(), leftByLeases()));
        if (full != null) {
            throw LedgerErrors.groupFull(
                    full.group(), bytes, chargedBut(full), wanted(what, elements));
        }
    }

    private static String wanted(Object what, long elements) {
        return elements == OpenFrame.UNCOUNTED ? what.toString() : what + " of " + elements;
    }

    private LimitExceededException limitExceeded(long bytes, String wanted) {
        for (int i = scopes.depth; i > 0; i--) {
            FrameScope scope = scopes.at(i);
            if (!scope.isMark() && bytes > scope.limit() - scope.counted()) {
                return new LimitExceededException(
                        scope.tag.name(),
                        scope.limit(),
                        bytes,
                        scope.counted(),
                        "A scope of tag '" + scope.tag.name() + "'",
                        wanted,
                        LargestUsers.within(scopes, i),
                        TagTerms.limitedBy(scope.tag));
            }
        }
        return new LimitExceededException(
                arena.title(),
                mostInFrame,
                bytes,
                slices.used(),
                "A frame of " + arena.title(),
                wanted,
                LargestUsers.within(scopes, 1),
                "the limit of its ArenaSettings");
    }

    /** Lets every lease grow that has to, or none and returns one that cannot. */
    private @Nullable Lease growBy(long bytes) {
        for (int i = 0; i < count; i++) {
            active[i].grantedBefore = active[i].granted;
        }
        for (int i = 0; i < count; i++) {
            long needed = usedOf(active[i]) + bytes;
            if (needed > active[i].granted && !active[i].grow(needed - active[i].granted)) {
                for (int done = 0; done < i; done++) {
                    active[done].shrinkTo(active[done].grantedBefore);
                }
                return active[i];
            }
        }
        return null;
    }

    /** What the group is charged with, less what this arena has set aside and does not use. */
    private long chargedBut(Lease lease) {
        return lease.charged() - (lease.granted - usedOf(lease));
    }

    /** Returns whether the listener has put another scope in place of the innermost one. */
    private boolean evict(Lease full, long bytes, String wanted) {
        int depth = scopes.depth;
        CallGuard guard = scopes.beginCall();
        evicting = full;
        slices.seal();
        try {
            Eviction.run(full.group(), bytes, chargedBut(full), wanted);
        } finally {
            evicting = null;
            scopes.endCall(guard);
            if (scopes.depth != 0) {
                slices.limitTo(Math.min(leftByScopes(), leftByLeases()));
            }
        }
        if (scopes.depth != depth) {
            throw ArenaErrors.endedByListener(arena);
        }
        return guard.isScopeEnded();
    }

    /**
     * Moves {@code bytes} that were taken in the scope at {@code depth} out of the frame, to a
     * holder that is charged where that scope is; null where it charges nobody.
     */
    @Nullable Charge moveOut(long bytes, int depth, Object holder, String name) {
        TagEntry[] groups = groupsAt(depth);
        for (int i = 0; i < count && active[i].depth <= depth; i++) {
            active[i].handOver(bytes);
        }
        if (groups.length == 0) {
            return null;
        }
        return Charge.of(groups, holder, name, bytes);
    }

    /** A charge for what is copied out of the innermost scope; null where that charges nobody. */
    @Nullable Charge chargeCopy(long bytes, Object holder, String name) {
        TagEntry[] groups = groupsAt(scopes.depth);
        if (groups.length == 0) {
            return null;
        }
        return Charge.adding(groups, holder, name, bytes);
    }

    private TagEntry[] groupsAt(int depth) {
        int many = 0;
        while (many < count && active[many].depth <= depth) {
            many++;
        }
        TagEntry[] groups = new TagEntry[many];
        for (int i = 0; i < many; i++) {
            groups[i] = active[i].group();
        }
        return groups;
    }
}
