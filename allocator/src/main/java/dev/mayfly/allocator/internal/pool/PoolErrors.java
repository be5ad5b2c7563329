package dev.mayfly.allocator.internal.pool;

import dev.mayfly.allocator.error.AllocatorClosedException;

/** What several parts of the pools have to say. */
public final class PoolErrors {

    private PoolErrors() {}

    /** A block was asked for after the pool was closed. */
    public static AllocatorClosedException blockPoolClosed() {
        return new AllocatorClosedException(
                "The block pool was closed; blocks can be had from an open one only. Close it after"
                        + " the last take.");
    }
}
