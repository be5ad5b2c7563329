package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** The leases of one arena, one for each group that it has met. */
public final class LeaseTable {

    private final Object arena;
    private final Object name;

    /** By the group's number. */
    private @Nullable Lease[] all = {};

    /**
     * No leases yet.
     *
     * @param arena whose they are; it is kept weakly, once there are some
     * @param name what messages call the arena, as text
     */
    public LeaseTable(Object arena, Object name) {
        this.arena = arena;
        this.name = name;
    }

    /** The lease in that group, made if need be. */
    public Lease of(TagEntry group) {
        int index = group.number.index;
        if (index >= all.length) {
            all = Arrays.copyOf(all, Math.max(index + 1, all.length * 2));
        }
        Lease lease = all[index];
        return lease != null && lease.number == group.number ? lease : enter(group);
    }

    private Lease enter(TagEntry group) {
        int index = group.number.index;
        Lease ended = all[index];
        if (ended != null) {
            ended.close();
        }
        Lease lease = new Lease(arena, name, group);
        all[index] = lease;
        return lease;
    }

    /** Takes the arena, which is of no more use, off the books of all groups. */
    public void close() {
        for (Lease lease : all) {
            if (lease != null) {
                lease.close();
            }
        }
        all = new @Nullable Lease[0];
    }
}
