package dev.mayfly.allocator.internal;

/** The arithmetic of size classes: one for each power of two elements. */
public final class SizeClasses {

    /** The smallest class has 16 elements: a cache line of the four byte types. */
    private static final int SMALLEST = 4;

    /** Elements of the smallest class. */
    public static final int SMALLEST_CAPACITY = 1 << SMALLEST;

    /** The most elements that anything can have: the longest array that every JVM can make. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    /** The class of {@link #MAX_LENGTH}; a few longer lengths map to it as well. */
    public static final int LARGEST = Integer.SIZE - 1;

    /** What lengths map to, with {@link #LARGEST}, and one that no length which can be maps to. */
    public static final int COUNT = Integer.SIZE + 1;

    private SizeClasses() {}

    /** The class for that many elements; 0 and negative ones map to the ends. */
    public static int indexFor(int length) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(length - 1 | SMALLEST_CAPACITY - 1);
    }

    /** Elements of a class. */
    public static int capacityOf(int sizeClass) {
        return sizeClass >= LARGEST ? MAX_LENGTH : 1 << sizeClass;
    }
}
