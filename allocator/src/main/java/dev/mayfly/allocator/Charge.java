package dev.mayfly.allocator;

import dev.mayfly.allocator.error.LimitExceededException;

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
final class Charge extends WeakReference<Object> {

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
    private final TagGroup[] groups;

    private final Account[] accounts;
    private final String name;
    private volatile long bytes;

    /**
     * Enters a holder into the books of groups, with nothing.
     *
     * @param name what messages call it, where it is no arena
     */
    Charge(Object holder, String name, TagGroup... groups) {
        this(holder, name, groups, accountsOf(groups));
    }

    /** Enters an arena, which does not keep its groups: they may end before it does. */
    Charge(FrameArena arena, Account account) {
        this(arena, "an arena", Tag.NO_GROUPS, account);
    }

    private Charge(Object holder, String name, TagGroup[] groups, Account... accounts) {
        super(holder, ENDED);
        this.name = name;
        this.groups = groups;
        this.accounts = accounts;
        for (Account account : accounts) {
            account.enter(this);
        }
    }

    private static Account[] accountsOf(TagGroup[] groups) {
        Account[] accounts = new Account[groups.length];
        for (int i = 0; i < groups.length; i++) {
            accounts[i] = groups[i].account;
        }
        return accounts;
    }

    /**
     * Charges {@code more} bytes.
     *
     * @throws LimitExceededException if that would pass the limit of a group, and its eviction
     *     listener, if it has one, has not made room; nothing was charged
     */
    void add(long more) {
        TagGroup full = tryAdd(more);
        if (full != null) {
            Eviction.run(full, more, full.account.charged());
            full = tryAdd(more);
            if (full != null) {
                throw ArenaErrors.groupFull(full, more, full.account.charged());
            }
        }
    }

    private @Nullable TagGroup tryAdd(long more) {
        TagGroup full = Account.addAll(groups, more);
        if (full != null && forgetEnded()) {
            full = Account.addAll(groups, more);
        }
        if (full == null) {
            BYTES.getAndAdd(this, more);
        }
        return full;
    }

    /** Takes over what the accounts are charged with already. */
    void takeOver(long charged) {
        BYTES.getAndAdd(this, charged);
    }

    /** Sets what the one group of an arena was charged with; for the owner of the arena alone. */
    void set(long charged) {
        BYTES.setOpaque(this, charged);
    }

    void remove(long less) {
        BYTES.getAndAdd(this, -less);
        for (Account account : accounts) {
            account.remove(less);
        }
    }

    /** Charges nothing any more; the holder may be charged again. */
    void removeAll() {
        long all = (long) BYTES.getAndSet(this, 0L);
        for (Account account : accounts) {
            account.remove(all);
        }
    }

    /** As {@link #removeAll}, for a holder that has ended. */
    void close() {
        removeAll();
        for (Account account : accounts) {
            account.leave(this);
        }
        clear();
    }

    long bytes() {
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
        return get() instanceof FrameArena arena ? arena.title() : name;
    }
}
