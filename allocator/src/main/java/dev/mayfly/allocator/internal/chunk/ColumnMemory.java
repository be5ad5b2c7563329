package dev.mayfly.allocator.internal.chunk;

/** Where the native columns of one store have their memory from; they share this. */
public final class ColumnMemory {

    /** Asked for memory, and given it back; changed only with all columns of the store. */
    public NativeSource source = NativeSource.SYSTEM;
}
