package dev.mayfly.allocator;

/**
 * Keeps arrays that are used together out of each other's way.
 *
 * <p>A processor that looks for the store a load depends on compares the low twelve bits of their
 * addresses first. Arrays whose sizes are multiples of 4 KiB, made one after the other, agree in
 * them at every index, and a loop that reads one and writes another stalls ("4K aliasing", Intel 64
 * and IA-32 Architectures Optimization Reference Manual). A few cache lines between them are
 * enough.
 */
final class Padding {

    /** Arrays below this size are shorter than the distance that matters. */
    private static final int FROM_BYTES = 4096;

    /** Nine cache lines: seven arrays in a row then start at seven different distances. */
    private static final int BYTES = 9 * 64;

    private Padding() {}

    /** How long to make an array that is to hold this many elements. */
    static int padded(int elements, int elementBytes) {
        boolean pads = (long) elements * elementBytes >= FROM_BYTES;
        return pads && elements < BufferRack.MAX_LENGTH - BYTES
                ? elements + BYTES / elementBytes
                : elements;
    }
}
