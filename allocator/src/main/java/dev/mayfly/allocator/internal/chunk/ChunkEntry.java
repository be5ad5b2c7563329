package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.Unclosed;
import dev.mayfly.allocator.source.Memory;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;

/**
 * What the books have of a {@link Chunk}: its memory, and how to tell that nobody has it any more.
 *
 * <p>Nothing here leads to the chunk, to its witness or to its segment.
 */
final class ChunkEntry {

    private final Memory memory;
    private final long asked;

    /** The witness; the lifetime of the chunk's segment, where that has one of its own. */
    private final WeakReference<Object> witness;

    /** How many views there are, and whether the memory is to be given back after the last. */
    private int views;

    private boolean freed;

    /** Whether memory may be seen by who does not lead to the witness. */
    boolean isShownAlone;

    /** Looks for one that is dropped; null where nobody does. */
    private @Nullable Unclosed unclosed;

    /** Whether paranoid holds it back, unused, to find late writes. */
    boolean isHeldBack;

    ChunkEntry(Memory memory, long asked, Object witness) {
        this.memory = memory;
        this.asked = asked;
        this.witness = new WeakReference<>(witness);
    }

    /** The size that was asked for, in bytes. */
    long asked() {
        return asked;
    }

    /** The size, in bytes. */
    long size() {
        return memory.segment().byteSize();
    }

    /** Whether touching the memory throws once it was given back. */
    boolean ends() {
        return !memory.segment().scope().equals(Arena.global().scope());
    }

    /** Whether nobody has the chunk, or anything that it shows. */
    boolean isUnseen() {
        return !isShownAlone && witness.refersTo(null);
    }

    synchronized void retain() {
        if (freed) {
            throw new AllocatorClosedException(
                    "A native slice was asked for of an allocator that was closed meanwhile. Close"
                            + " it after the last frame.");
        }
        views++;
    }

    /** Counts out a view; whether it was the last of a chunk that was freed. */
    synchronized boolean isLastOfFreed() {
        views--;
        return freed && views == 0;
    }

    /** Forgets views that nobody has any more and nobody has ended. */
    synchronized void forgetViews() {
        views = 0;
    }

    /** Gives the memory back, also where there are views: nobody has them any more. */
    synchronized void freeUnseen() {
        freed = true;
        giveBack(witness.get());
    }

    /**
     * Gives the memory back, or, while there are views, has the store do it after the last; where
     * views are dropped without having ended, it is done when the last one is.
     */
    synchronized void free() {
        freed = true;
        Object seen = witness.get();
        if (views == 0 || seen == null) {
            giveBack(seen);
        } else {
            Memory held = memory;
            long bytes = size();
            Unclosed.watch(
                    seen,
                    "a native slice of an allocator that was closed",
                    () ->
                            held.giveBack()
                                    ? bytes + " bytes of native memory were given back"
                                    : null);
        }
    }

    private void giveBack(@Nullable Object seen) {
        // So that who kept a part of the segment gets an exception.
        if (seen instanceof Arena lifetime && lifetime.scope().isAlive()) {
            lifetime.close();
        }
        memory.giveBack();
    }

    /**
     * Has something done once nobody has the chunk, or anything that it shows: on the thread of the
     * cleaner, or at once.
     *
     * @param then may not lead to who has the chunk
     */
    void whenUnseen(Runnable then) {
        Object seen = witness.get();
        if (seen == null) {
            then.run();
        } else {
            Unclosed.afterLast(seen, then);
        }
    }

    /**
     * Watches for a chunk that is dropped without having been given back.
     *
     * @param store which it is from, and which lasts
     */
    void watch(Object seen, String kind, ChunkStore store) {
        unclosed =
                Unclosed.watch(
                        seen,
                        kind,
                        () -> {
                            if (isShownAlone) {
                                return size()
                                        + " bytes of native memory stay taken for good, as a"
                                        + " segment of them may still be used; "
                                        + NativeAccess.toKnowSegments();
                            }
                            store.giveUnseen(this);
                            return size() + " bytes of native memory were given back";
                        });
    }

    /** The chunk was given back. */
    void watchNoMore() {
        if (unclosed != null) {
            unclosed.closed();
        }
    }
}
