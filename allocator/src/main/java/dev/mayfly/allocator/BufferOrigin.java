package dev.mayfly.allocator;

/**
 * Where the storage of a buffer or list came from, for the slow path that has to say what went
 * wrong.
 */
abstract class BufferOrigin {

    /** The thing in words, as far as this origin knows it: "Floats", "column Position.x". */
    abstract String describe(Expiring thing);

    /** What ended the thing's life, and what to do instead, as sentences. */
    abstract String explainExpiry(Expiring thing);
}
