package dev.mayfly.allocator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A typed buffer or list on its way from the arena that sent it ({@link FrameArena#send}) to the
 * one that will receive it ({@link FrameArena#receive}), while it belongs to neither.
 *
 * <p>Hand it over by whatever the two threads share: a queue, a field that both synchronize on.
 * Parcels are recycled: keep no reference to one that was received.
 *
 * @param <T> what is in it
 */
public final class Parcel<T extends Expiring> {

    private static final VarHandle ON_ITS_WAY;

    static {
        try {
            ON_ITS_WAY =
                    MethodHandles.lookup().findVarHandle(Parcel.class, "onItsWay", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final int kind;

    /** What carries the storage; expired, so that nobody can use it on the way. */
    T content;

    int length;
    int capacity;

    @SuppressWarnings("unused") // by its handle
    private volatile boolean onItsWay;

    Parcel(int kind, T content) {
        this.kind = kind;
        this.content = content;
    }

    /** Puts the storage of {@code thing} into this parcel, and what was in it into the thing. */
    void fill(Expiring thing) {
        content.swapStorage(thing);
        boolean spareExposed = content.exposed;
        content.exposed = thing.exposed;
        thing.exposed = spareExposed;
        length = thing.length;
        capacity = thing.capacity;
        onItsWay = true;
    }

    /** Whether it was on its way until now; true for one caller alone. */
    boolean claim() {
        return ON_ITS_WAY.compareAndSet(this, true, false);
    }

    boolean isOnItsWay() {
        return onItsWay;
    }

    /** A parcel around a buffer that nobody uses: this one, which was received, where it may be. */
    @SuppressWarnings("unchecked") // of the same kind, so of the same class
    Parcel<T> around(Expiring spare) {
        if (Safety.CHECKED) {
            return new Parcel<>(kind, (T) spare);
        }
        content = (T) spare;
        return this;
    }

    int sizeClass() {
        return content.sizeClass;
    }

    long storageBytes() {
        return (long) BufferRack.capacityOf(content.sizeClass) * content.elementBytes();
    }

    @Override
    public String toString() {
        return onItsWay ? "parcel with " + length + " elements" : "parcel (received)";
    }
}
