package dev.mayfly.benchmarks.spatial;

/**
 * A structure that is built anew and asked. Both answers are sums, so that nothing is left out and
 * the structures can be held to each other: a hash that depends on each pair and on no order.
 */
public interface NearSearch {

    /** Builds, then finds the neighbors of each entity; the hash of every entity with each. */
    long neighbors();

    /** Builds, then finds all pairs; the hash of every pair. */
    long pairs();

    /** The hash of a pair, which is the same for its two orders. */
    static long hash(int a, int b) {
        long mixed = (Math.min(a, b) * 0x9E37_79B9L + Math.max(a, b)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 32);
    }
}
