package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.Padding;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.SizeClasses;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The buffers of one type that an arena recycles: a {@link SizeClass} for each power of two
 * elements. The arena itself takes from here what is ready; this makes what is not.
 */
final class BufferRack extends BufferOrigin {

    final RackType type;

    private final OpenFrame frame;
    private final Surplus surplus;
    private final RecycledStacks recycled;
    private final SizeClass[] classes = new SizeClass[SizeClasses.COUNT];

    /** That class, which the fast path is not shown, so that lengths are checked. */
    private @Nullable SizeClass largest;

    /**
     * An empty rack.
     *
     * @param frame where things are taken
     * @param surplus what other arenas can spare
     * @param recycled where each class that is made is added, to be trimmed with the others
     */
    BufferRack(RackType type, OpenFrame frame, Surplus surplus, RecycledStacks recycled) {
        this.type = type;
        this.frame = frame;
        this.surplus = surplus;
        this.recycled = recycled;
        // Where a class has not been used yet stands one without buffers, which sends every request
        // to the slow path; the highest, which no length that can be served maps to, stays so.
        Arrays.fill(classes, newClass(SizeClasses.COUNT - 1));
    }

    private SizeClass newClass(int index) {
        return new SizeClass(type, index, frame.scopes.ended);
    }

    /**
     * The class for {@code length} elements, or one without buffers: for what no class serves, that
     * is for 0 and negative lengths, for what has not been asked for before, and for lengths over
     * 2<sup>30</sup>, of which some are too long. So the fast path needs no check of its own for
     * them.
     */
    SizeClass classFor(int length) {
        return classes[SizeClasses.indexFor(length)];
    }

    /** The class for {@code length} elements, 1 or more, to take from. */
    SizeClass provideClassFor(int length) {
        int index = SizeClasses.indexFor(length);
        if (index == SizeClasses.LARGEST) {
            return provideLargest();
        }
        SizeClass found = classes[index];
        if (found.index != index) {
            found = added(index);
            classes[index] = found;
        }
        return found;
    }

    private SizeClass provideLargest() {
        SizeClass found = largest;
        if (found == null) {
            found = added(SizeClasses.LARGEST);
            largest = found;
        }
        return found;
    }

    private SizeClass added(int index) {
        SizeClass made = newClass(index);
        recycled.add(made);
        return made;
    }

    /** The class of the given index, to put a buffer into. */
    SizeClass provideClass(int index) {
        return provideClassFor(SizeClasses.capacityOf(index));
    }

    /** The classes that were asked for so far, as another thread may see them. */
    List<SizeClass> made() {
        List<SizeClass> found = new ArrayList<>();
        for (int i = 0; i < SizeClasses.COUNT; i++) {
            SizeClass each = classes[i];
            if (each.index == i && i != SizeClasses.COUNT - 1) {
                found.add(each);
            }
        }
        SizeClass last = largest;
        if (last != null) {
            found.add(last);
        }
        return found;
    }

    // --- the slow path of taking

    /** Takes one of {@code length} elements for the innermost scope, whatever that needs. */
    BufferHandle take(int length) {
        frame.require(type.title);
        requireLength(length);
        SizeClass from = provideClassFor(Math.max(length, 1));
        frame.requireRoom(from.bytes, this, length);
        BufferHandle thing = provide(from);
        handOut(from, 1);
        begin(thing, from, length);
        return thing;
    }

    /** Takes one for each element of {@code into}, all or none. */
    void takeEach(int length, BufferHandle[] into) {
        frame.require(type.title);
        requireLength(length);
        int count = into.length;
        if (count == 0) {
            return;
        }
        SizeClass from = provideClassFor(Math.max(length, 1));
        frame.requireRoom(
                from.bytes > Long.MAX_VALUE / count ? Long.MAX_VALUE : from.bytes * count,
                this,
                length);
        provide(from, count);
        System.arraycopy(from.stack, from.next, into, 0, count);
        handOut(from, count);
        for (BufferHandle thing : into) {
            begin(thing, from, length);
        }
    }

    private void handOut(SizeClass from, int count) {
        frame.noteTake(from);
        from.next += count;
        frame.slices.charge(from.bytes * count);
    }

    private static void begin(BufferHandle thing, SizeClass from, int length) {
        thing.length = length;
        thing.capacity = from.capacity;
        if (Safety.PARANOID) {
            thing.poison();
            thing.site = Site.ofCaller();
        }
    }

    private void requireLength(int length) {
        if (length < 0) {
            throw new InvalidSizeException(
                    type.title + " of " + length + " elements was asked for; use 0 or more.");
        }
        if (length > SizeClasses.MAX_LENGTH) {
            throw new InvalidSizeException(
                    type.title
                            + " of "
                            + length
                            + " elements was asked for; the most is "
                            + SizeClasses.MAX_LENGTH
                            + ".");
        }
    }

    /** The one of a class that is next to be handed out, made if need be. */
    private BufferHandle provide(SizeClass from) {
        BufferHandle ready = from.ready();
        if (ready != null) {
            return ready;
        }
        provide(from, 1);
        return Objects.requireNonNull(from.ready());
    }

    /** Makes sure that the next {@code count} to be handed out are there. */
    private void provide(SizeClass from, int count) {
        try {
            makeReady(from, count);
        } catch (OutOfMemoryError full) {
            // Whatever of them had been made is among what is let go of.
            letGo();
            makeReady(from, count);
        }
    }

    private void makeReady(SizeClass from, int count) {
        from.makeRoom(count);
        @Nullable BufferHandle[] stack = from.stack;
        for (int i = from.next; i < from.next + count; i++) {
            if (stack[i] == null) {
                stack[i] = provided(from);
            }
        }
    }

    /** One that another arena could spare, or a new one. */
    private BufferHandle provided(SizeClass of) {
        BufferHandle spare = surplus.take(type, of.index);
        if (spare == null) {
            return make(of);
        }
        spare.origin = this;
        return spare;
    }

    BufferHandle make(SizeClass of) {
        return type.make(this, of.index, Padding.padded(of.capacity, type.elementBytes));
    }

    @Override
    void letGo() {
        recycled.letGo();
        super.letGo();
    }

    @Override
    void chargeGrowth(BufferHandle thing, int wanted, int depth) {
        frame.chargeGrowth(
                (long) (wanted - thing.capacity) * type.elementBytes, depth, this, wanted);
    }

    @Override
    String describe(BufferHandle thing) {
        return type.title;
    }

    @Override
    String explainEmpty(BufferHandle thing) {
        return " It has no elements; ask length() first.";
    }

    @Override
    String explainExpiry(BufferHandle thing) {
        return "The scope it was taken in has ended, on "
                + frame.identity.describe()
                + ". Take it anew in each frame, or in the outermost scope that uses it.";
    }

    @Override
    public String toString() {
        return type.title;
    }
}
