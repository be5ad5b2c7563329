package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * What one holder of memory is charged with, in its group and the groups around it.
 *
 * <p>A holder that nobody closes, and that the collector finds, is charged no longer: this refers
 * to it weakly, and who reads or fills an account looks for such ones first. May be used by any
 * thread; no lock is held while an eviction listener runs.
 */
public final class Charge extends WeakReference<Object> {

    private static final ReferenceQueue<Object> ENDED = new ReferenceQueue<>();

    private static final VarHandle BYTES;

    static {
        try {
            BYTES = MethodHandles.lookup().findVarHandle(Charge.class, "bytes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Who is asked for more; nobody where an arena asks, and sets what it was charged with. */
    private final TagEntry[] groups;

    private final Account[] accounts;

    /** What messages call the holder; asked for its words then. */
    private final Object name;

    private volatile long bytes;

    /**
     * Enters a holder into the books of a group and of those around it, with nothing.
     *
     * @param name what messages call it, as text; it does not lead to the holder
     */
    public static Charge to(TagEntry group, Object holder, Object name) {
        return new Charge(holder, name, group.groups);
    }

    /** Enters a holder of bytes that groups are charged with already. */
    public static Charge of(TagEntry[] groups, Object holder, Object name, long charged) {
        Charge charge = new Charge(holder, name, groups);
        BYTES.getAndAdd(charge, charged);
        return charge;
    }

    /**
     * Enters a holder into the books of groups, and charges them.
     *
     * @throws dev.mayfly.allocator.error.LimitExceededException as {@link #add} does; nobody was
     *     entered then
     */
    public static Charge adding(TagEntry[] groups, Object holder, Object name, long more) {
        Charge charge = new Charge(holder, name, groups);
        try {
            charge.add(more);
        } catch (Throwable refusal) {
            charge.close();
            throw refusal;
        }
        return charge;
    }

    /** Enters a holder into the books of groups, with nothing. */
    public Charge(Object holder, Object name, TagEntry[] groups) {
        this(holder, name, groups, accountsOf(groups));
    }

    /** Enters an arena, which does not keep its groups: they may end before it does. */
    public Charge(Object arena, Object name, Account account) {
        this(arena, name, TagEntry.NO_GROUPS, account);
    }

    private Charge(Object holder, Object name, TagEntry[] groups, Account... accounts) {
        super(holder, ENDED);
        this.name = name;
        this.groups = groups;
        this.accounts = accounts;
        for (Account account : accounts) {
            account.enter(this);
        }
    }

    private static Account[] accountsOf(TagEntry[] groups) {
        Account[] accounts = new Account[groups.length];
        for (int i = 0; i < groups.length; i++) {
            accounts[i] = groups[i].account();
        }
        return accounts;
    }

    /**
     * Charges {@code more} bytes.
     *
     * @throws dev.mayfly.allocator.error.LimitExceededException if that would pass the limit of a
     *     group, and its eviction listener, if it has one, has not made room; nothing was charged
     */
    public void add(long more) {
        TagEntry full = tryAdd(more);
        if (full != null) {
            Eviction.run(full, more, full.account().charged(), name);
            full = tryAdd(more);
            if (full != null) {
                throw LedgerErrors.groupFull(full, more, full.account().charged(), name);
            }
        }
    }

    private @Nullable TagEntry tryAdd(long more) {
        TagEntry full = Account.addAll(groups, more);
        if (full != null && forgetEnded()) {
            full = Account.addAll(groups, more);
        }
        if (full == null) {
            BYTES.getAndAdd(this, more);
        }
        return full;
    }

    /** Sets what the one group of an arena was charged with; for the owner of the arena alone. */
    public void set(long charged) {
        BYTES.setOpaque(this, charged);
    }

    public void remove(long less) {
        BYTES.getAndAdd(this, -less);
        for (Account account : accounts) {
            account.remove(less);
        }
    }

    /** Charges nothing any more; the holder may be charged again. */
    public void removeAll() {
        long all = (long) BYTES.getAndSet(this, 0L);
        for (Account account : accounts) {
            account.remove(all);
        }
    }

    /** As {@link #removeAll}, for a holder that has ended. */
    public void close() {
        removeAll();
        for (Account account : accounts) {
            account.leave(this);
        }
        clear();
    }

    public long bytes() {
        return bytes;
    }

    /** Takes holders that are gone off the books; returns whether there was one. */
    static boolean forgetEnded() {
        boolean found = false;
        for (Reference<?> ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            ((Charge) ended).close();
            found = true;
        }
        return found;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
