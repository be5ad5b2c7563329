package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.SizeClasses;
import dev.mayfly.allocator.internal.lateuse.EndedThings;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The buffers of one type and one capacity that an arena has made.
 *
 * <p>No reference is written when a buffer is released, so there is no GC barrier, and a frame like
 * the one before is handed the same objects. Where a buffer was promoted there is a hole, which the
 * next one to be handed out from that place fills.
 *
 * <p>In checked a released entry is replaced by a fresh handle around the same array, so the old
 * one stays expired for ever; in paranoid it is dropped with its array, so that this storage is
 * never handed out again.
 */
final class SizeClass extends RecycledStack {

    private static final @Nullable BufferHandle[] NONE = {};

    final RackType type;
    final int index;

    /** Elements that each buffer has, and what it is charged with, in bytes. */
    final int capacity;

    final long bytes;

    @Nullable BufferHandle[] stack = NONE;

    /** From checked on; null in standard. */
    private final @Nullable EndedThings ended;

    /** The most that were handed out at once since the last trim. */
    private int peak;

    /** How many were handed out and taken back; for {@link StatisticsReader}. */
    private long returned;

    static final VarHandle RETURNED;

    static {
        try {
            RETURNED =
                    MethodHandles.lookup().findVarHandle(SizeClass.class, "returned", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    SizeClass(RackType type, int index, @Nullable EndedThings ended) {
        this.type = type;
        this.index = index;
        this.capacity = SizeClasses.capacityOf(index);
        this.bytes = (long) type.elementBytes << index;
        this.ended = ended;
    }

    /** The one that is next to be handed out, if it is there. */
    @Nullable BufferHandle ready() {
        return next < stack.length ? stack[next] : null;
    }

    /** Makes sure that there are places for {@code count} more. */
    void makeRoom(int count) {
        if (count > stack.length - next) {
            stack = Arrays.copyOf(stack, Math.max(4, Math.max(next + count, next * 2)));
        }
    }

    /** The place of a buffer that is handed out, or -1. */
    @SuppressWarnings("ReferenceEquality") // a handle is equal to itself alone
    int placeOf(BufferHandle thing) {
        int place = next - 1;
        while (place >= 0 && stack[place] != thing) {
            place--;
        }
        return place;
    }

    @Override
    void release(int keep) {
        @Nullable BufferHandle[] handed = stack;
        if (next > peak) {
            peak = next;
        }
        if (type.clearsStorage) {
            clear(keep);
        }
        for (int i = keep; i < next; i++) {
            BufferHandle thing = handed[i];
            if (thing == null) {
                continue;
            }
            if (Safety.CHECKED) {
                handed[i] = renewed(thing);
            }
            thing.expire();
        }
        int given = next - keep;
        next = keep;
        RETURNED.setRelease(this, returned + given);
    }

    @Override
    void drop(int keep) {
        int given = next - keep;
        while (next > keep) {
            BufferHandle thing = stack[--next];
            stack[next] = null;
            if (thing != null) {
                thing.expire();
            }
        }
        RETURNED.setRelease(this, returned + given);
    }

    /** What the next user is handed in this one's place; null for a new one. */
    private @Nullable BufferHandle renewed(BufferHandle former) {
        Object shown = former.exposure != null ? former.storage() : null;
        BufferHandle next = null;
        if (Safety.PARANOID) {
            former.poison();
        } else {
            next = former.renewed();
        }
        if (shown != null && ended != null) {
            ended.addStorage(shown, type.title);
        }
        return next;
    }

    private void clear(int keep) {
        for (int i = keep; i < next; i++) {
            BufferHandle thing = stack[i];
            if (thing != null) {
                thing.clearStorage();
            }
        }
    }

    @Override
    long letGo() {
        long let = 0;
        for (int i = next; i < stack.length; i++) {
            BufferHandle spare = stack[i];
            if (spare != null) {
                let += storageBytes(spare);
                stack[i] = null;
            }
        }
        peak = next;
        return let;
    }

    private long storageBytes(BufferHandle spare) {
        return spare instanceof FrameCollection collection
                ? (long) collection.room() * type.elementBytes
                : bytes;
    }

    @Override
    void trim() {
        if (stack.length > 4 && peak < stack.length / 4) {
            stack = Arrays.copyOf(stack, Math.max(4, peak));
        }
        Arrays.fill(stack, peak, stack.length, null);
        for (int i = 0; i < peak; i++) {
            if (stack[i] instanceof FrameCollection list) {
                list.trim();
            }
        }
        peak = 0;
    }
}
