package dev.mayfly.allocator;

/** What tests take. */
final class Thing {

    private Thing() {}

    /** Rows in a column of each kind. */
    static final class Rows extends SoaBuffer {
        final Ints number = ints();
        final NativeInts nativeNumber = nativeInts();
    }
}
