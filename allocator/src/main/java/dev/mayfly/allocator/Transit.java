package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The parcels that were sent from the arenas of one allocator and are on their way. They are linked
 * to each other, so that one more makes no object.
 */
final class Transit {

    private @Nullable Parcel<?> oldest;
    private @Nullable Parcel<?> newest;

    /** Where storage goes that nobody received. */
    private final Surplus surplus;

    Transit(Surplus surplus) {
        this.surplus = surplus;
    }

    /** Ends what belongs to no frame, and leaves its storage to whoever needs it. */
    void reuse(RackType type, BufferHandle thing) {
        thing.clearStorage();
        thing.expire();
        surplus.give(new Parcel<>(type, Safety.CHECKED ? thing.renewed() : thing));
    }

    synchronized void add(Parcel<?> parcel) {
        Parcel<?> before = newest;
        parcel.before = before;
        parcel.after = null;
        if (before == null) {
            oldest = parcel;
        } else {
            before.after = parcel;
        }
        newest = parcel;
    }

    /** Takes out one that was added. */
    synchronized void remove(Parcel<?> parcel) {
        Parcel<?> before = parcel.before;
        Parcel<?> after = parcel.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        parcel.before = null;
        parcel.after = null;
    }

    /** The oldest first. */
    synchronized List<Parcel<?>> all() {
        List<Parcel<?>> all = new ArrayList<>();
        for (Parcel<?> parcel = oldest; parcel != null; parcel = parcel.after) {
            all.add(parcel);
        }
        return List.copyOf(all);
    }
}
