package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The buffers of one type that an arena recycles: a {@link SizeClass} for each power of two
 * elements.
 */
final class BufferRack extends BufferOrigin {

    /** The smallest class has 16 elements: a cache line of the four byte types. */
    static final int SMALLEST_CLASS = 4;

    static final int SMALLEST_CAPACITY = 1 << SMALLEST_CLASS;

    /** The most elements a buffer can have: the longest array that every JVM can make. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private static final int CLASSES = Integer.SIZE + 1;

    /** The class of {@link #MAX_LENGTH}; a few longer lengths map to it as well. */
    private static final int LARGEST_CLASS = Integer.SIZE - 1;

    /** Makes a buffer of the rack's type around a new, zero-filled array. */
    interface Maker {
        Expiring make(BufferRack rack, int sizeClass, int arrayLength);
    }

    final int elementBytes;

    /** The number of this rack's type, the same in every arena. */
    final int kind;

    /** Whether a buffer has to be cleared when it is released. */
    final boolean clearsStorage;

    private final ArenaBuffers arena;
    private final String typeName;
    private final Maker maker;
    private final SizeClass[] classes = new SizeClass[CLASSES];

    /** That class, which the fast path is not shown, so that lengths are checked. */
    private @Nullable SizeClass largest;

    BufferRack(ArenaBuffers arena, String typeName, int elementBytes, Maker maker) {
        this(arena, typeName, elementBytes, false, maker);
    }

    BufferRack(
            ArenaBuffers arena,
            String typeName,
            int elementBytes,
            boolean clearsStorage,
            Maker maker) {
        this.arena = arena;
        this.kind = arena.racks.size();
        this.clearsStorage = clearsStorage;
        arena.racks.add(this);
        this.typeName = typeName;
        this.elementBytes = elementBytes;
        this.maker = maker;
        // Where a class has not been used yet stands one without buffers, which sends every request
        // to the slow path; the highest, which no length that can be served maps to, stays so.
        Arrays.fill(classes, new SizeClass(this, CLASSES - 1));
    }

    /**
     * The class for {@code length} elements, or one without buffers: for what no class serves, that
     * is for 0 and negative lengths, for what has not been asked for before, and for lengths over
     * 2<sup>30</sup>, of which some are too long. So the fast path needs no check of its own for
     * them.
     */
    SizeClass classFor(int length) {
        return classes[indexFor(length)];
    }

    /** The class for {@code length} elements, 1 or more, to take from. */
    SizeClass provideClassFor(int length) {
        int index = indexFor(length);
        if (index == LARGEST_CLASS) {
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
            found = added(LARGEST_CLASS);
            largest = found;
        }
        return found;
    }

    private SizeClass added(int index) {
        SizeClass made = new SizeClass(this, index);
        arena.recycled.add(made);
        return made;
    }

    /** The class of the given index, to put a buffer into. */
    SizeClass provideClass(int index) {
        return provideClassFor(capacityOf(index));
    }

    /** The classes that were asked for so far, as another thread may see them. */
    List<SizeClass> made() {
        List<SizeClass> found = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            SizeClass each = classes[i];
            if (each.index == i && i != CLASSES - 1) {
                found.add(each);
            }
        }
        SizeClass last = largest;
        if (last != null) {
            found.add(last);
        }
        return found;
    }

    private static int indexFor(int length) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(length - 1 | SMALLEST_CAPACITY - 1);
    }

    static int capacityOf(int sizeClass) {
        return sizeClass >= LARGEST_CLASS ? MAX_LENGTH : 1 << sizeClass;
    }

    /** A buffer for {@code sizeClass}: one that another arena could spare, or a new one. */
    Expiring provide(SizeClass sizeClass) {
        Expiring spare = arena.backing.surplus.take(kind, sizeClass.index);
        if (spare == null) {
            return make(sizeClass);
        }
        spare.origin = this;
        return spare;
    }

    Expiring make(SizeClass sizeClass) {
        return maker.make(this, sizeClass.index, Padding.padded(sizeClass.capacity, elementBytes));
    }

    /** Storage that was poisoned, and that somebody may have kept a segment of. */
    void storageEnds(Object array) {
        arena.scopes.storageEnds(array, typeName);
    }

    @Override
    void chargeGrowth(Expiring thing, int wanted, int depth) {
        arena.chargeGrowth((long) (wanted - thing.capacity) * elementBytes, depth);
    }

    @Override
    String describe(Expiring thing) {
        return typeName;
    }

    @Override
    String explainExpiry(Expiring thing) {
        return "The scope it was taken in has ended, on "
                + arena.describe()
                + ". Take it anew in each frame, or in the outermost scope that uses it.";
    }

    @Override
    public String toString() {
        return typeName;
    }
}
