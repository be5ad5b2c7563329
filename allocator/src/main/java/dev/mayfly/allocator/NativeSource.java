package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.Chunk;
import dev.mayfly.allocator.chunk.ChunkStore;

/**
 * Where native columns get their memory from.
 *
 * @param store what is asked
 * @param ofFrames whether the memory stays with a buffer that expires and is handed out again, and
 *     what that lets go of is kept for others. Otherwise it goes back to the system, so that the
 *     JDK throws where a segment of it is used later.
 */
record NativeSource(ChunkStore store, boolean ofFrames) {

    /** The system, for buffers that belong to no arena. */
    static final NativeSource SYSTEM = new NativeSource(new ChunkStore(), false);

    /** A chunk of at least that many bytes, with whatever its last user left in it. */
    Chunk take(long bytes) {
        return ofFrames ? store.take(bytes) : store.takeNew(bytes);
    }

    /** Takes back what was taken. */
    void give(Chunk chunk) {
        if (ofFrames) {
            store.give(chunk);
        } else {
            store.giveToSystem(chunk);
        }
    }
}
