package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;

import java.util.Arrays;

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

    /** Makes a buffer of the rack's type around a new, zero-filled array. */
    interface Maker {
        Expiring make(BufferRack rack, int sizeClass, int arrayLength);
    }

    final int elementBytes;

    private final FrameArena arena;
    private final String typeName;
    private final Maker maker;
    private final SizeClass[] classes = new SizeClass[CLASSES];

    BufferRack(FrameArena arena, String typeName, int elementBytes, Maker maker) {
        this.arena = arena;
        this.typeName = typeName;
        this.elementBytes = elementBytes;
        this.maker = maker;
        // Where a class has not been used yet stands one without buffers, which sends every request
        // to
        // the slow path; the highest, which no length that can be served maps to, stays like that.
        Arrays.fill(classes, new SizeClass(this, CLASSES - 1));
    }

    /**
     * The class for {@code length} elements, or one without buffers: for what no class serves, that
     * is for 0 and negative lengths, and for what has not been asked for before. So the fast path
     * needs no check of its own for them.
     */
    SizeClass classFor(int length) {
        return classes[indexFor(length)];
    }

    /** The class for {@code length} elements, 1 or more, to take from. */
    SizeClass provideClassFor(int length) {
        int index = indexFor(length);
        SizeClass found = classes[index];
        if (found.index != index) {
            found = new SizeClass(this, index);
            classes[index] = found;
        }
        return found;
    }

    private static int indexFor(int length) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(length - 1 | SMALLEST_CAPACITY - 1);
    }

    static int capacityOf(int sizeClass) {
        return sizeClass >= Integer.SIZE - 1 ? MAX_LENGTH : 1 << sizeClass;
    }

    Expiring make(SizeClass sizeClass) {
        return maker.make(this, sizeClass.index, Padding.padded(sizeClass.capacity, elementBytes));
    }

    /** Charges the arena for doubling a list, and returns the capacity that it may grow to. */
    int chargeGrowth(Expiring list, int depth) {
        if (list.capacity >= MAX_LENGTH) {
            throw new InvalidSizeException(
                    typeName + " is full: it cannot hold more than " + MAX_LENGTH + " elements.");
        }
        int grown = (int) Math.min(2L * list.capacity, MAX_LENGTH);
        arena.chargeGrowth((long) (grown - list.capacity) * elementBytes, depth);
        return grown;
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
