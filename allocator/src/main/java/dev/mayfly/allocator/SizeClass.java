package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * The buffers of one type and one capacity that an arena has made, in a stack of which the first
 * {@code next} are handed out.
 *
 * <p>Scopes nest and release what they took in reverse order, so what the innermost scope took from
 * here is on top, and releasing it is setting {@code next} back. No reference is written on the
 * way, so there is no GC barrier, and a frame like the one before is handed the same objects.
 *
 * <p>In checked a released entry is replaced by a fresh handle around the same array, so the old
 * one stays expired for ever; in paranoid it is dropped with its array, so that this storage is
 * never handed out again.
 */
final class SizeClass {

    private static final @Nullable Expiring[] NONE = {};

    final BufferRack rack;
    final int index;

    /** Elements that each buffer has, and what it is charged with, in bytes. */
    final int capacity;

    final long bytes;

    @Nullable Expiring[] stack = NONE;
    int next;

    /** The depth of the innermost scope that took from here; 0 while nothing is handed out. */
    int takenAt;

    SizeClass(BufferRack rack, int index) {
        this.rack = rack;
        this.index = index;
        this.capacity = BufferRack.capacityOf(index);
        this.bytes = (long) rack.elementBytes << index;
    }

    /** The buffer that is next to be handed out, made if need be. */
    Expiring provide() {
        Expiring ready = next < stack.length ? stack[next] : null;
        if (ready != null) {
            return ready;
        }
        Expiring made = rack.make(this);
        if (next == stack.length) {
            stack = Arrays.copyOf(stack, Math.max(4, next * 2));
        }
        stack[next] = made;
        return made;
    }

    /** Takes back everything but the first {@code keep}. */
    void release(int keep) {
        @Nullable Expiring[] handed = stack;
        for (int i = keep; i < next; i++) {
            Expiring thing = Objects.requireNonNull(handed[i]);
            if (Safety.PARANOID) {
                thing.poison();
                handed[i] = null;
            } else if (Safety.CHECKED) {
                handed[i] = thing.renewed();
            }
            thing.expire();
        }
        next = keep;
    }
}
