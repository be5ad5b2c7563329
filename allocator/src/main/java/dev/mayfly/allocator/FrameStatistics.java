package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;

import java.util.List;

/**
 * What the arenas of one {@link FrameAllocator} have done since it was made, and what they hold at
 * the moment when this was read; those of threads that have died, and of rings, scratches and teams
 * that were closed, included.
 *
 * <p>Threads go on while it is read. What was taken and returned never runs back from one reading
 * to the next, and what was returned was taken; what is live is a view of a moment, in which a
 * scope that ends right then may be seen in part.
 *
 * @param buffers typed buffers, lists and maps by type and size class, those that were ever taken
 * @param slices native slices
 * @param tags what scopes were opened under, those that have ended with something in use, or are
 *     open, the largest first; tags that the program has let go of are summed under one of the name
 *     "tags that are gone"
 * @param stores where native chunks come from: the allocator's source first
 * @param peakBytes a bound on what was in use at once: the most that an arena had in use when one
 *     of its scopes ended, summed over the arenas, so exact where there is one
 */
public record FrameStatistics(
        List<Buffers> buffers,
        Slices slices,
        List<Tagged> tags,
        List<Store> stores,
        long peakBytes) {

    /**
     * Buffers of one type and size class. What a list has grown by beyond the class that it was
     * taken from is not counted here, but in its tag.
     *
     * @param type "Floats", "IntList" and so on
     * @param capacity elements that each has room for
     * @param bytes what each is charged with
     * @param taken how many were taken
     * @param returned how many have ended, been sent away or been promoted
     */
    public record Buffers(String type, int capacity, long bytes, long taken, long returned) {

        /** How many are in use. */
        public long live() {
            return taken - returned;
        }

        /** Bytes of those that were taken. */
        public long takenBytes() {
            return taken * bytes;
        }

        /** Bytes of those that have ended. */
        public long returnedBytes() {
            return returned * bytes;
        }

        /** Bytes of those that are in use. */
        public long liveBytes() {
            return live() * bytes;
        }
    }

    /**
     * Native slices. Bytes are those of their chunks: with what alignment costs, and the ends of
     * chunks that were left for a larger one.
     *
     * @param taken how many were taken
     * @param returned how many have ended with their scope
     * @param returnedBytes bytes of those that have ended; in paranoid, of those whose frame has
     * @param liveBytes bytes of those in use
     */
    public record Slices(long taken, long returned, long returnedBytes, long liveBytes) {

        /** How many are in use. */
        public long live() {
            return taken - returned;
        }

        /**
         * Bytes of those that were taken. A sum of two numbers that a thread may change between
         * their readings, so not for comparing one reading with another while threads go on.
         */
        public long takenBytes() {
            return returnedBytes + liveBytes;
        }
    }

    /**
     * What scopes of one tag have had, without what scopes inside them had. Counted are buffers,
     * collections, rows, objects and slices, each as one; what lists of outer scopes have grown by
     * is in the bytes alone. Peaks are bounds: the most that one scope had when it ended, summed
     * over the arenas.
     *
     * @param returned how many things ended with a scope; those that were promoted or sent away
     *     before are counted with them
     * @param live how many are in use in open scopes
     * @param peak how many were in use at once
     * @param returnedBytes what scopes had in use when they ended, summed
     * @param liveBytes what open ones have in use
     * @param peakBytes what was in use at once
     */
    public record Tagged(
            Tag tag,
            long returned,
            long live,
            long peak,
            long returnedBytes,
            long liveBytes,
            long peakBytes) {

        /** How many things were taken in them. */
        public long taken() {
            return returned + live;
        }

        /** Bytes that were taken in them. */
        public long takenBytes() {
            return returnedBytes + liveBytes;
        }
    }

    /**
     * The native chunks from one source.
     *
     * @param source how it calls itself
     * @param arenaBytes of chunks that arenas in a frame hold, and of promoted slices
     * @param spareBytes of chunks that wait for an arena
     */
    public record Store(String source, long arenaBytes, long spareBytes) {}

    /** Bytes that are in use in open frames. */
    public long liveBytes() {
        return tags.stream().mapToLong(Tagged::liveBytes).sum();
    }

    /** Bytes that scopes had in use when they ended, summed. */
    public long returnedBytes() {
        return tags.stream().mapToLong(Tagged::returnedBytes).sum();
    }

    /** Bytes that were taken. */
    public long takenBytes() {
        return liveBytes() + returnedBytes();
    }
}
