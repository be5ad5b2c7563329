package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.lateuse.EndedObjects;
import dev.mayfly.allocator.internal.lateuse.EndedThings;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Objects of the user's class that live for a scope: made once by a supplier, and handed out again
 * each frame. The counterpart of a struct in a frame arena.
 *
 * <pre>{@code
 * FrameObjects<Contact> contacts = arena.objects(Contact::new, Contact::reset);   // once
 * Contact contact = contacts.take();                                              // in a frame
 * }</pre>
 *
 * <p>An object belongs to the scope that was innermost when it was taken; after the end of that it
 * must not be touched. In standard a late use reads and writes what the next frame uses. In checked
 * and paranoid no object is handed out twice, so the supplier has to make a new one each time; and
 * where the JVM runs with the agent (this jar as {@code -javaagent}) each late read and write of a
 * field throws {@link ExpiredException} at its line. Without the agent an object that has ended is
 * spoiled: its fields hold null, NaN and numbers like 0xDEADBEEF, but for final and boolean ones;
 * and where one of the latest 1,024 is written to late, an {@link ExpiredException} that names
 * class and field is thrown when that frame ends, or the next one. A class in a named module has to
 * be open to {@code dev.mayfly.allocator} for that. Objects are not charged to any limit.
 *
 * <p>Belongs to the thread that owns the arena. Make one for each class and keep it: it lives as
 * long as the arena.
 *
 * @param <T> the class of the objects
 */
public final class FrameObjects<T> extends RecycledStack {

    private final OpenFrame frame;
    private final ScopeStack scopes;
    private final OpenPromotions promotions;
    private final Supplier<? extends T> supplier;
    private final @Nullable Consumer<? super T> reset;

    private @Nullable Object[] stack = new Object[16];

    /** Where each was taken; in paranoid only. */
    private @Nullable String[] sites = new @Nullable String[0];

    /** The most that were handed out at once since the last trim. */
    private int peak;

    /** How often something was taken back. */
    private int releases;

    FrameObjects(
            OpenFrame frame,
            OpenPromotions promotions,
            Supplier<? extends T> supplier,
            @Nullable Consumer<? super T> reset) {
        this.frame = frame;
        this.scopes = frame.scopes;
        this.promotions = promotions;
        this.supplier = supplier;
        this.reset = reset;
    }

    /**
     * Hands out an object for the innermost scope: a new one from the supplier, or one that was
     * used before, reset if there is a reset. Without one it holds what its last user left.
     *
     * <p>Supplier and reset may take from here too. What they throw passes through; an object whose
     * reset has thrown is handed out to nobody before its scope ends.
     *
     * @throws NoFrameException if no frame is open
     * @throws ScopeOrderException if the supplier or reset has ended the scope that the object was
     *     taken in
     * @throws NullPointerException if the supplier returns null; nothing was taken then
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     */
    @SuppressWarnings("unchecked") // nothing but T is put into the stack
    public T take() {
        int place = next;
        @Nullable Object[] objects = stack;
        if (takenAt == scopes.depth && place < objects.length && !Safety.CHECKED) {
            T ready = (T) objects[place];
            if (ready != null) {
                // Before the reset, which may take from here.
                next = place + 1;
                if (reset != null) {
                    reset(reset, ready, place);
                }
                return ready;
            }
        }
        return takeSlowly();
    }

    /**
     * Hands out an object for each element of {@code into}, as {@link #take()} does.
     *
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     */
    public void take(T[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = take();
        }
    }

    @SuppressWarnings("unchecked") // nothing but T is put into the stack
    private T takeSlowly() {
        frame.require("an object");
        T ready = next < stack.length ? (T) stack[next] : null;
        boolean made = ready == null;
        if (ready == null) {
            ready = made();
            // The supplier may have taken from here, so the place is looked for now.
            if (next == stack.length) {
                stack = Arrays.copyOf(stack, next * 2);
            }
            stack[next] = ready;
        }
        if (Safety.CHECKED) {
            EndedObjects.begin(ready);
        }
        if (Safety.PARANOID) {
            keepSite();
        }
        frame.noteTake(this);
        int place = next++;
        if (!made && reset != null) {
            reset(reset, ready, place);
        }
        return ready;
    }

    private T made() {
        CallGuard guard = scopes.beginCall();
        T made;
        try {
            made = supplier.get();
        } finally {
            scopes.endCall(guard);
        }
        if (guard.isScopeEnded()) {
            throw ArenaErrors.endedByCallback(frame.identity, "the supplier of a FrameObjects");
        }
        return Objects.requireNonNull(
                made, "The supplier of a FrameObjects returned null; return a new object.");
    }

    /** Resets the object at a place, which is handed out already. */
    private void reset(Consumer<? super T> action, T object, int place) {
        int before = releases;
        long frames = scopes.frames();
        action.accept(object);
        if (releases != before) {
            requireHeld(object, place, frames);
        }
    }

    /** Something was taken back during a reset: of a scope inside it, or the object itself. */
    @SuppressWarnings("ReferenceEquality") // that very object
    private void requireHeld(T object, int place, long frames) {
        if (next <= place || stack[place] != object || scopes.frames() != frames) {
            throw ArenaErrors.endedByCallback(frame.identity, "the reset of a FrameObjects");
        }
    }

    /**
     * Lets an object leave its scope: it lives, and is handed out to nobody else, until what this
     * returns is closed. Nothing is copied.
     *
     * @throws NotInFrameException if the object is not one that was taken from here in the open
     *     frame
     * @throws ForeignThreadException in checked, if the calling thread does not own the arena
     */
    @SuppressWarnings("ReferenceEquality") // that very object
    public Promotion<T> promote(T object) {
        if (Safety.CHECKED) {
            frame.identity.requireOwner();
        }
        int place = next - 1;
        while (place >= 0 && stack[place] != object) {
            place--;
        }
        if (place < 0) {
            throw ArenaErrors.notInFrame(frame.identity, "An object", "promoted");
        }
        Promotion<T> promoted =
                new Promotion<>(
                        promotions,
                        object,
                        "an object of " + object.getClass().getName(),
                        0,
                        frame.identity.describe(),
                        endingOfPromoted(object, siteOf(place)),
                        null);
        stack[place] = null;
        return promoted;
    }

    private Runnable endingOfPromoted(T object, @Nullable String site) {
        return () -> {
            if (Safety.CHECKED) {
                EndedThings.end(object, "the promotion that it lived by was closed", site);
            }
        };
    }

    private void keepSite() {
        if (next >= sites.length) {
            sites = Arrays.copyOf(sites, stack.length);
        }
        sites[next] = Site.ofCaller();
    }

    private @Nullable String siteOf(int place) {
        return Safety.PARANOID ? sites[place] : null;
    }

    @Override
    void release(int keep) {
        releases++;
        peak = Math.max(peak, next);
        if (Safety.CHECKED) {
            endAll(keep);
        }
        next = keep;
    }

    @Override
    void drop(int keep) {
        releases++;
        Arrays.fill(stack, keep, next, null);
        next = keep;
    }

    private void endAll(int keep) {
        EndedThings things = Objects.requireNonNull(scopes.ended);
        for (int i = keep; i < next; i++) {
            Object ended = stack[i];
            if (ended != null) {
                stack[i] = null;
                things.addObject(ended, siteOf(i));
            }
        }
    }

    @Override
    long letGo() {
        if (scopes.depth != 0) {
            return 0; // The supplier or the reset may be what is running.
        }
        long places = (long) stack.length * ObjectList.REFERENCE_BYTES;
        peak = 0;
        trim();
        return places - (long) stack.length * ObjectList.REFERENCE_BYTES;
    }

    @Override
    void trim() {
        if (stack.length > 16 && peak < stack.length / 4) {
            stack = Arrays.copyOf(stack, Math.max(16, peak));
        }
        Arrays.fill(stack, peak, stack.length, null);
        peak = 0;
    }

    @Override
    public String toString() {
        return "FrameObjects with " + next + " handed out, of " + frame.identity.describe();
    }
}
