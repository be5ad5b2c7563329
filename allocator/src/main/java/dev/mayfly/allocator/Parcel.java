package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.SizeClasses;
import dev.mayfly.allocator.internal.lateuse.Exposure;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * A typed buffer or list on its way from the arena that sent it ({@link FrameArena#send}) to the
 * one that will receive it ({@link FrameArena#receive}), while it belongs to neither.
 *
 * <p>Hand it over by whatever the two threads share: a queue, a field that both synchronize on.
 * Parcels are recycled: keep no reference to one that was received. One that nobody receives is a
 * leak, unless it is {@linkplain #discard discarded}: {@link FrameAllocator#unreceived()} lists it,
 * and closing the allocator throws.
 *
 * @param <T> what is in it
 */
public final class Parcel<T extends BufferHandle> {

    private static final VarHandle ON_ITS_WAY;

    static {
        try {
            ON_ITS_WAY =
                    MethodHandles.lookup().findVarHandle(Parcel.class, "onItsWay", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final RackType type;

    /** What carries the storage; expired, so that nobody can use it on the way. */
    T content;

    int length;
    int capacity;

    /** Whoever sent it, and where its way is noted, while it is on its way. */
    private @Nullable ArenaIdentity sender;

    private @Nullable Transit transit;

    /** Where it was sent; kept in paranoid only. */
    private @Nullable String site;

    /** Its neighbors in {@link Transit}, which guards them. */
    @Nullable Parcel<?> before;

    @Nullable Parcel<?> after;

    @SuppressWarnings("unused") // by its handle
    private volatile boolean onItsWay;

    Parcel(RackType type, T content) {
        this.type = type;
        this.content = content;
    }

    /**
     * Puts the storage of {@code thing} into this parcel, and what was in it into the thing; the
     * parcel is on its way from now on.
     */
    void fill(BufferHandle thing, Transit by, ArenaIdentity from) {
        content.swapStorage(thing);
        Exposure spareExposure = content.exposure;
        content.exposure = thing.exposure;
        thing.exposure = spareExposure;
        length = thing.length;
        capacity = thing.capacity;
        sender = from;
        site = Safety.PARANOID ? Site.ofCaller() : null;
        transit = by;
        by.add(this);
        onItsWay = true;
    }

    /** Ends its way, for one caller alone; false for all others. */
    boolean claim() {
        if (!ON_ITS_WAY.compareAndSet(this, true, false)) {
            return false;
        }
        sender = null;
        way().remove(this);
        return true;
    }

    private Transit way() {
        return Objects.requireNonNull(transit);
    }

    /**
     * Ends what is in here, for a parcel that nobody is going to receive: what was left in a queue
     * for instance. The storage serves whoever needs it. May be called by any thread, once.
     *
     * @throws ExpiredException if it was received or discarded before
     */
    public void discard() {
        if (!claim()) {
            throw new ExpiredException(
                    "A parcel was discarded that had been received or discarded before. Do either,"
                            + " once, and keep no reference to it.");
        }
        content.length = length;
        content.capacity = capacity;
        way().reuse(type, content);
    }

    boolean isOnItsWay() {
        return onItsWay;
    }

    /** A parcel around a buffer that nobody uses: this one, which was received, where it may be. */
    @SuppressWarnings("unchecked") // of the same kind, so of the same class
    Parcel<T> around(BufferHandle spare) {
        if (Safety.CHECKED) {
            return new Parcel<>(type, (T) spare);
        }
        content = (T) spare;
        return this;
    }

    int sizeClass() {
        return content.sizeClass;
    }

    long storageBytes() {
        return (long) SizeClasses.capacityOf(content.sizeClass) * content.elementBytes();
    }

    @Override
    public String toString() {
        ArenaIdentity from = sender;
        if (from == null || !onItsWay) {
            return "parcel (received)";
        }
        return "parcel with "
                + content.origin.describe(content)
                + " of length "
                + length
                + " ("
                + (long) capacity * content.elementBytes()
                + " bytes), sent by "
                + from.title()
                + (site == null ? "" : " at " + site);
    }
}
