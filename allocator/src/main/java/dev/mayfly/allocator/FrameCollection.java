package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Padding;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.SizeClasses;

/**
 * What starts empty, grows by doubling, and belongs to the scope that it was taken in, also where
 * it grows inside an inner one.
 *
 * <p>The storage is recycled grown as it is, so what is filled alike every frame allocates nothing.
 * {@code capacity} counts the elements that are charged for, which in a recycled one are fewer than
 * there is room for.
 */
abstract class FrameCollection extends BufferHandle {

    /** The depth of the scope that this belongs to. */
    int depth;

    /** The largest capacity that this had since the last trim; at first, none. */
    private int recentCapacity;

    FrameCollection(BufferOrigin origin, int sizeClass) {
        super(origin, sizeClass);
        if (Safety.CHECKED && origin != null) {
            user = origin.user();
        }
    }

    @Override
    final void belongTo(BufferOrigin newOrigin) {
        super.belongTo(newOrigin);
        if (Safety.CHECKED) {
            user = newOrigin.user();
        }
    }

    /** Grows by at least one element. */
    final void grow() {
        growTo(capacity + 1L);
    }

    /** Makes sure that there is room for {@code more} elements than there are. */
    final void ensureRoom(int more) {
        requireLive();
        if (more > capacity - length) {
            growTo((long) length + more);
        }
    }

    /** Charges for a capacity of {@code needed} or more, and makes sure that the storage has it. */
    final void growTo(long needed) {
        requireLive();
        int wanted = origin.grown(this, needed);
        origin.chargeGrowth(this, wanted, depth);
        // A group that is full asks its listener, who may have ended the scope of this.
        requireLive();
        if (wanted > room()) {
            extend(wanted);
            if (Safety.CHECKED) {
                leaveStorage();
            }
        }
        capacity = wanted;
        recentCapacity = Math.max(recentCapacity, wanted);
    }

    private void extend(int room) {
        try {
            extendTo(room);
        } catch (OutOfMemoryError full) {
            origin.letGo();
            extendTo(room);
        }
    }

    private void replace(int room) {
        try {
            replaceStorage(room);
        } catch (OutOfMemoryError full) {
            origin.letGo();
            replaceStorage(room);
        }
    }

    /** Lets go of a storage that is more than twice what was in use of late. */
    final void trim() {
        int enough = Math.max(recentCapacity, SizeClasses.capacityOf(sizeClass));
        recentCapacity = 0;
        if (room() / 2 > enough) {
            replace(Padding.padded(enough, elementBytes()));
        }
    }

    @Override
    final FrameCollection renewed() {
        if (exposure != null) {
            poison();
            replace(Padding.padded(SizeClasses.capacityOf(sizeClass), elementBytes()));
        }
        FrameCollection fresh = fresh();
        fresh.recentCapacity = recentCapacity;
        return fresh;
    }

    /** A new handle around this one's storage. */
    abstract FrameCollection fresh();

    /** Elements that the storage has room for. */
    abstract int room();

    /**
     * Makes the storage one of {@code room} elements and keeps the contents. Where there is no
     * memory the contents stay as they are, and it can be tried again.
     */
    abstract void extendTo(int room);

    /** Makes the storage a new one of {@code room} elements. */
    abstract void replaceStorage(int room);
}
