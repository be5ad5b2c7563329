package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is charged to a group. Safe for use by any thread: charging is one compare-and-set where
 * nobody else charges at that moment; the list of who is charged has a lock, and is asked for where
 * holders come and go and for messages alone.
 */
public final class Account {

    private static final int LISTED = 3;

    private static final VarHandle CHARGED = number("charged");
    private static final VarHandle PEAK = number("peak");

    private final long limit;
    private volatile long charged;
    private volatile long peak;
    private final Set<Charge> charges = Collections.newSetFromMap(new IdentityHashMap<>());

    Account(long limit) {
        this.limit = limit;
    }

    private static VarHandle number(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(Account.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Charges {@code bytes}, or returns false and does nothing where that would pass the limit. */
    boolean add(long bytes) {
        long before = charged;
        while (bytes <= limit - before) {
            if (CHARGED.compareAndSet(this, before, before + bytes)) {
                notePeak(before + bytes);
                return true;
            }
            before = charged;
        }
        return false;
    }

    private void notePeak(long now) {
        long before = peak;
        while (now > before && !PEAK.compareAndSet(this, before, now)) {
            before = peak;
        }
    }

    /** Takes back what was charged. */
    void remove(long bytes) {
        CHARGED.getAndAdd(this, -bytes);
    }

    /** Bytes that are charged now. */
    public long charged() {
        return charged;
    }

    long peak() {
        return peak;
    }

    /** Bytes that can be charged. */
    public long available() {
        return Math.max(0, limit - charged);
    }

    synchronized void enter(Charge charge) {
        charges.add(charge);
    }

    synchronized void leave(Charge charge) {
        charges.remove(charge);
    }

    /** How many may be charged. */
    synchronized int holders() {
        return charges.size();
    }

    /** Who is charged most, for messages. */
    synchronized String largest() {
        return charges.stream()
                .filter(each -> each.bytes() > 0)
                .sorted(Comparator.comparingLong(Charge::bytes).reversed())
                .limit(LISTED)
                .map(each -> each + " with " + each.bytes())
                .collect(Collectors.joining(", "));
    }

    /** Charges each of the groups, or none and returns the first one that is full. */
    static @Nullable TagEntry addAll(TagEntry[] groups, long bytes) {
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].account().add(bytes)) {
                for (int done = 0; done < i; done++) {
                    groups[done].account().remove(bytes);
                }
                return groups[i];
            }
        }
        return null;
    }
}
