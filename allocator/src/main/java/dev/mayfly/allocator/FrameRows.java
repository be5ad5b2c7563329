package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.NoFrameException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@link SoaBuffer}s that live for a scope: made once by a supplier, and handed out empty, with the
 * storage that they have grown to.
 *
 * <pre>{@code
 * FrameRows<Contacts> contacts = arena.rows(Contacts::new);   // once
 * Contacts found = contacts.take();                           // in a frame
 * int row = found.addRow();
 * }</pre>
 *
 * <p>A buffer belongs to the scope that was innermost when it was taken, also where it grows inside
 * another; from the end of that on, using it or a column throws: in standard until it is handed out
 * again, in checked for ever. What it grows to is charged to the tags of the open scopes, alike in
 * every frame. Fields of the user's class that are no columns keep what the last user left.
 *
 * <p>Belongs to the thread that owns the arena. Make one for each class and keep it: it lives as
 * long as the arena. A frame like the one before allocates nothing on the heap (in standard; the
 * other levels make new handles around the same storage, and paranoid new storage).
 *
 * @param <B> the class of the buffers
 */
public final class FrameRows<B extends SoaBuffer> extends Recycled {

    private static final int FIRST_ROOM = 4;

    private final FrameArena arena;
    private final Supplier<? extends B> supplier;
    private final NativeSource source;

    private @Nullable SoaBuffer[] stack = new SoaBuffer[FIRST_ROOM];

    /** The most that were handed out at once since the last trim. */
    private int peak;

    FrameRows(FrameArena arena, Supplier<? extends B> supplier) {
        this.arena = arena;
        this.supplier = supplier;
        this.source = new NativeSource(arena.store, arena.slices.lifetimes);
    }

    /**
     * Hands out an empty buffer for the innermost scope. It is charged for as rows are added.
     *
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     * @throws IllegalStateException if the supplier returns one that is in use
     */
    public B take() {
        arena.requireFrame("a buffer of rows");
        int depth = arena.scopes.depth;
        B taken = provide();
        taken.beginIn(this, depth);
        if (takenAt != depth) {
            arena.scopes.noteFirstTake(this);
        }
        next++;
        return taken;
    }

    @SuppressWarnings("unchecked") // nothing but B is put into the stack
    private B provide() {
        B ready = next < stack.length ? (B) stack[next] : null;
        if (ready != null && !Safety.CHECKED) {
            return ready;
        }
        B made = supplier.get();
        made.becomeOf(source);
        if (ready != null) {
            made.takeStorageOf(ready);
        }
        if (next == stack.length) {
            stack = Arrays.copyOf(stack, next * 2);
        }
        stack[next] = made;
        return made;
    }

    /** Throws if {@code bytes} more would pass a limit; in checked, for another thread. */
    void requireRoom(long bytes) {
        if (Safety.CHECKED) {
            arena.requireOwner();
        }
        arena.requireRoom(bytes);
    }

    /** Charges for what a buffer of the scope at {@code depth} grows by. */
    void chargeGrowth(long bytes, int depth) {
        arena.chargeGrowth(bytes, depth);
    }

    /** Whose frames these are, for messages. */
    String describeArena() {
        return arena.describe();
    }

    @Override
    void release(int keep) {
        peak = Math.max(peak, next);
        for (int i = next - 1; i >= keep; i--) {
            SoaBuffer ended = Objects.requireNonNull(stack[i]);
            ended.endOfScope();
            if (Safety.PARANOID) {
                ended.discard();
                stack[i] = null;
            }
        }
        next = keep;
    }

    @Override
    void trim() {
        for (int i = 0; i < stack.length; i++) {
            SoaBuffer spare = stack[i];
            if (spare != null && i < peak) {
                spare.trim();
            } else if (spare != null) {
                spare.discard();
                stack[i] = null;
            }
        }
        peak = 0;
    }

    @Override
    void discard() {
        for (SoaBuffer spare : stack) {
            if (spare != null) {
                spare.discard();
            }
        }
        Arrays.fill(stack, null);
    }

    @Override
    public String toString() {
        return "FrameRows with " + next + " handed out, of " + arena.describe();
    }
}
