package dev.mayfly.allocator.internal;

/**
 * Where the search for a key begins: the top of the key's product with 2^32 or 2^64 divided by the
 * golden ratio (Knuth, The Art of Computer Programming 3, 6.4, "Fibonacci hashing"). That is one
 * multiplication, and keys that follow each other are spread evenly.
 */
public final class KeyHash {

    private static final int GOLDEN = 0x9E37_79B9;
    private static final long LONG_GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private KeyHash() {}

    /** A slot of a table of {@code mask + 1}, which is a power of two. */
    public static int home(int key, int mask) {
        return (key * GOLDEN) >>> Integer.numberOfLeadingZeros(mask);
    }

    /** A slot of a table of {@code mask + 1}, which is a power of two. */
    public static int home(long key, int mask) {
        return (int) ((key * LONG_GOLDEN) >>> Long.numberOfLeadingZeros(mask));
    }
}
