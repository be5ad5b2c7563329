package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
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
 * every frame. Fields of the user's class that are no columns keep what the last user left. One
 * that is to live on, or to go to another thread, is {@link #promote promoted}.
 *
 * <p>Belongs to the thread that owns the arena. Make one for each class and keep it: it lives as
 * long as the arena. A frame like the one before allocates nothing on the heap (in standard; the
 * other levels make new handles around the same storage, and paranoid new storage).
 *
 * @param <B> the class of the buffers
 */
public final class FrameRows<B extends SoaBuffer> extends RecycledStack {

    private static final int FIRST_ROOM = 4;

    private final OpenFrame frame;
    private final Backing backing;
    private final Supplier<? extends B> supplier;
    private final NativeSource source;

    /** For those that were promoted: their native columns may be used by any thread. */
    private final NativeSource sharedSource;

    private final ReturnedRows returned = new ReturnedRows();

    private @Nullable SoaBuffer[] stack = new SoaBuffer[FIRST_ROOM];

    /** The most that were handed out at once since the last trim. */
    private int peak;

    /** Whether the supplier runs. */
    private boolean supplying;

    FrameRows(OpenFrame frame, Backing backing, Supplier<? extends B> supplier) {
        this.frame = frame;
        this.backing = backing;
        this.supplier = supplier;
        this.source = new NativeSource(frame.store, frame.slices.lifetimes);
        this.sharedSource = new NativeSource(frame.store, Arena::ofShared);
    }

    /**
     * Hands out an empty buffer for the innermost scope. It is charged for as rows are added.
     *
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     * @throws IllegalStateException if the supplier returns one that is in use
     * @throws NullPointerException if the supplier returns null
     * @throws ReentryException if the supplier takes from here
     * @throws ScopeOrderException if the supplier ends the scope that the buffer is taken in
     */
    public B take() {
        frame.require("a buffer of rows");
        if (supplying) {
            throw ArenaErrors.takenInSupplier(frame.identity);
        }
        B taken = provide();
        taken.beginIn(frame, frame.scopes.depth);
        frame.noteTake(this);
        next++;
        return taken;
    }

    @SuppressWarnings("unchecked") // nothing but B is put into the stack
    private B provide() {
        B ready = next < stack.length ? (B) stack[next] : null;
        if (Safety.CHECKED) {
            if (ready != null) {
                stack[next] = null; // Not to be let go of while the supplier asks for memory.
            }
            ready = renewed(ready);
        } else if (ready == null) {
            B back = (B) returned.take();
            ready = back != null ? back : made();
        }
        if (next == stack.length) {
            stack = Arrays.copyOf(stack, next * 2);
        }
        stack[next] = ready;
        return ready;
    }

    private B made() {
        CallGuard guard = frame.scopes.beginCall();
        supplying = true;
        B made;
        try {
            made = supplier.get();
        } finally {
            supplying = false;
            frame.scopes.endCall(guard);
        }
        if (guard.isScopeEnded()) {
            throw ArenaErrors.endedByCallback(frame.identity, "the supplier of a FrameRows");
        }
        Objects.requireNonNull(
                        made, "The supplier of a FrameRows returned null; return a new buffer.")
                .becomeOf(source);
        return made;
    }

    /** A new buffer, around the storage of one that has ended. */
    private B renewed(@Nullable B ended) {
        B made = made();
        SoaBuffer former = ended != null ? ended : returned.take();
        if (former != null) {
            made.takeStorageOf(former);
        }
        return made;
    }

    /**
     * Lets a buffer leave its scope: it lives until what this returns is closed, and stays the same
     * object, with the same columns and storage. Nothing is copied. It may grow on, and may be
     * used, grown and closed by any thread, in an order that the program sees to. What it takes
     * counts in {@link FrameArena#used()} no longer; the groups that its scope was charged to are
     * charged for it until it is closed, and for new storage that it grows to. When it is closed,
     * its storage serves the next buffer that is taken from here. Makes small objects on the heap.
     *
     * <p>A segment of a native column that was got before ends, in checked, with the promotion: get
     * it anew.
     *
     * @throws NotInFrameException if it was not taken from here in the open frame, or was promoted
     *     before
     * @throws ExpiredException if its scope has ended, or it was closed
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     */
    public Promotion<B> promote(B rows) {
        frame.require("what is to leave the frame");
        rows.requireLive();
        int place = placeOf(rows);
        if (place < 0) {
            throw ArenaErrors.notInFrame(frame.identity, rows.toString(), "promoted");
        }
        rows.leaveFrame(sharedSource);
        stack[place] = null;
        long bytes = rows.chargedBytes();
        Charge charge =
                frame.scopes.moveOut(rows.scopeDepth(), bytes, rows, "promoted " + rows.title());
        rows.chargeTo(charge);
        backing.keep();
        return new Promotion<>(
                backing.promotions,
                rows,
                rows.toString(),
                bytes,
                frame.identity.describe(),
                () -> takeBack(rows),
                charge);
    }

    /** Ends what was promoted, on whichever thread. */
    private void takeBack(B rows) {
        try {
            returned.give(rows);
        } finally {
            backing.letGo();
        }
    }

    @SuppressWarnings("ReferenceEquality") // that very buffer
    private int placeOf(B rows) {
        int place = next - 1;
        while (place >= 0 && stack[place] != rows) {
            place--;
        }
        return place;
    }

    @Override
    void release(int keep) {
        peak = Math.max(peak, next);
        for (int i = next - 1; i >= keep; i--) {
            SoaBuffer ended = stack[i];
            if (ended == null) {
                continue; // promoted
            }
            ended.endOfScope();
            if (Safety.PARANOID) {
                ended.dropStorage();
                stack[i] = null;
            }
        }
        next = keep;
    }

    @Override
    void drop(int keep) {
        while (next > keep) {
            SoaBuffer ended = stack[--next];
            stack[next] = null;
            if (ended != null) {
                ended.endOfScope();
                ended.dropStorage();
            }
        }
    }

    @Override
    long letGo() {
        long let = returned.letGo();
        for (int i = next; i < stack.length; i++) {
            SoaBuffer spare = stack[i];
            if (spare != null) {
                let += spare.storageBytes();
                spare.dropStorage();
                stack[i] = null;
            }
        }
        return let;
    }

    @Override
    void trim() {
        for (int i = 0; i < stack.length; i++) {
            SoaBuffer spare = stack[i];
            if (spare != null && i < peak) {
                spare.trim();
            } else if (spare != null) {
                spare.dropStorage();
                stack[i] = null;
            }
        }
        peak = 0;
        returned.review();
    }

    @Override
    void retire() {
        returned.retire();
        for (SoaBuffer spare : stack) {
            if (spare != null) {
                spare.dropStorage();
            }
        }
        Arrays.fill(stack, null);
    }

    @Override
    public String toString() {
        return "FrameRows with " + next + " handed out, of " + frame.identity.describe();
    }
}
