package dev.mayfly.allocator.internal;

/**
 * Keeps large arrays that are used together out of each other's way.
 *
 * <p>A processor that looks for the store a load depends on compares the low twelve bits of their
 * addresses first. Arrays whose sizes are multiples of 4 KiB, made one after the other, nearly
 * agree in them at every index, and a loop that reads one and writes another can stall ("4K
 * aliasing", Intel 64 and IA-32 Architectures Optimization Reference Manual). So large arrays are
 * made a little longer.
 */
public final class Padding {

    /** From here on the padding is less than a tenth, and loops run past the first level cache. */
    private static final int FROM_BYTES = 32 << 10;

    /** Arrays made one after the other then start about 1 KiB apart in the low twelve bits. */
    private static final int BYTES = 49 * 64;

    private Padding() {}

    /** How long to make an array that is to hold this many elements. */
    public static int padded(int elements, int elementBytes) {
        boolean pads = (long) elements * elementBytes >= FROM_BYTES;
        return pads && elements < SizeClasses.MAX_LENGTH - BYTES
                ? elements + BYTES / elementBytes
                : elements;
    }
}
