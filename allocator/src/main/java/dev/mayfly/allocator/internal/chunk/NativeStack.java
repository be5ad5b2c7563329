package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The native side of an arena: a bump pointer in a chunk, marks to rewind it to, the growth of the
 * chunks, and the books: how many bytes are used, and how many may be.
 *
 * <p>How it works: {@code cursor} and {@code end} are offsets in the current chunk; the arena bumps
 * the cursor in its own code and comes here only when the slice does not fit below {@code end}.
 * That is the end of the chunk, or less where the limit in force is met first, or {@link #SLOW}
 * where no frame is open: one compare finds all three. What is used is {@code usedOffset + cursor},
 * so that a bump of the cursor keeps the books as well.
 *
 * <p>A chunk that is full is followed by the next of {@link FrameChunks}; a request larger than
 * that one would be gets a chunk of its own, aside, and changes nothing about the growth.
 *
 * <p>Why that is safe: one thread owns an arena, so the stack has no races. In standard a slice
 * that is used after its scope reads or writes memory that is still the allocator's, never freed
 * memory: a chunk's own {@link Arena} sees to that. In checked each scope has an {@link Arena}
 * through which its slices are seen, made when the scope takes its first slice, so that the JDK
 * catches use after the end, and use by another thread where that {@link Arena} is a confined one.
 * In paranoid slices get canaries, and nothing is rewound inside a frame, so that {@link
 * SliceGuards} can hold back what was released.
 */
public final class NativeStack {

    /** An {@code end} below every offset: no slice fits, so each one takes the slow path. */
    private static final long SLOW = -1;

    private static final int NONE = -1;

    /** Where the stack stood when a scope was opened; each scope owns one and reuses it. */
    public static final class Position {
        private MemorySegment view = MemorySegment.NULL;
        private @Nullable SliceLives lives;
        private long cursor;
        private long used;
        private long limit;

        /** What lists of outer scopes have grown by since; it counts in the limit. */
        public long grownOutside;

        private int chunk;
        private long asideBytes;
        private long count;
        private int guards;
    }

    /** What slices of the current chunk are cut from. */
    public MemorySegment view = MemorySegment.NULL;

    /** Offsets in the chunk: of the first free byte, and of the first one out of reach. */
    public long cursor;

    public long end = SLOW;

    /** Slices in use, as whoever moves the cursor counts them. */
    public long count;

    /** What slices are aligned to at least, in bytes. */
    private final long leastAlignment;

    /** Bytes in use, less the cursor. */
    long usedOffset;

    /** The most that may be in use; {@link #SLOW} while no frame is open. */
    public long limit = SLOW;

    /** Where every frame begins and ends. */
    private final Position rest = new Position();

    private final ChunkStore store;
    public final Supplier<Arena> lifetimes;
    private final @Nullable SliceGuards guards;
    private final FrameChunks chunks;
    private final RecentSlices recent = new RecentSlices();

    /** The place of the chunk that slices are bumped from; {@link #NONE} without one. */
    private int current = NONE;

    /** Whether all was left on the shelf, and the chunk to others, if somebody wants it. */
    private boolean isLeft;

    private long asideBytes;

    /** Bytes of the chunks before the current one. */
    private long filledBytes;

    /**
     * The end of the chunk, or {@link #SLOW} while something else is in view or the chunk is not
     * aligned to a cache line.
     */
    private long reach = SLOW;

    /** Slices that ended with their scopes, and their bytes. */
    private long returned;

    private long returnedBytes;

    private static final VarHandle COUNT = counter("count");
    private static final VarHandle RETURNED = counter("returned");
    private static final VarHandle RETURNED_BYTES = counter("returnedBytes");

    private static VarHandle counter(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(NativeStack.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In checked, the lives of the slices of the innermost scope, once it has taken one. */
    private @Nullable SliceLives lives;

    private final SliceLives.Kept stillUsed = new SliceLives.Kept();

    private final Owner owner;
    private final long mostBytes;
    private final ChunkSizing sizing;

    /** Whose stack it is. */
    public interface Owner {

        /** Sees to it that {@code bytes} more may be in use, or throws and changes nothing. */
        void requireRoom(long bytes);

        /** So many quiet frames have passed that spares may be let go of. */
        void quietFramesPassed();
    }

    /**
     * A stack at rest.
     *
     * @param sizing how large chunks are; this stack's own
     * @param leastAlignment what slices are aligned to at least, in bytes
     * @param mostBytes what a frame may have in use
     * @param lifetimes what slices are seen through in checked: {@link Arena#ofConfined} where one
     *     thread takes slices, uses them and ends their scope; {@link Arena#ofShared} where that is
     *     several threads' work, which costs tens of microseconds a scope
     */
    public NativeStack(
            ChunkStore store,
            ChunkSizing sizing,
            long leastAlignment,
            long mostBytes,
            Supplier<Arena> lifetimes,
            Owner owner) {
        this.store = store;
        this.chunks = new FrameChunks(store, sizing);
        this.sizing = sizing;
        this.leastAlignment = leastAlignment;
        this.mostBytes = mostBytes;
        this.lifetimes = lifetimes;
        this.owner = owner;
        this.guards = Safety.PARANOID ? new SliceGuards() : null;
    }

    /** Begins a frame that may take {@code frameLimit} bytes; at rest nothing is in use. */
    public void begin(long frameLimit) {
        if (isLeft) {
            takeBack();
        }
        long allowed = Math.min(frameLimit, mostBytes);
        limit = allowed;
        end = Math.min(reach, allowed);
    }

    private void takeBack() {
        isLeft = false;
        if (!chunks.takeBack()) {
            forget();
        }
    }

    /** Opens a scope that may take {@code scopeLimit} bytes. */
    public void open(Position position, long scopeLimit) {
        long used = used();
        position.cursor = cursor;
        position.chunk = current;
        position.asideBytes = asideBytes;
        position.count = count;
        position.used = used;
        position.limit = limit;
        position.grownOutside = 0;
        if (Safety.CHECKED) {
            position.view = view;
            position.lives = lives;
            position.guards = guards == null ? 0 : guards.count();
            lives = null;
        }
        limit = Math.min(limit, used + scopeLimit);
        end = Math.min(reach, limit - usedOffset);
    }

    public long used() {
        return usedOffset + cursor;
    }

    /** Bytes that were taken since the position. */
    public long usedSince(Position position) {
        return used() - position.used;
    }

    /** Slices that were taken since the position. */
    public long countSince(Position position) {
        return count - position.count;
    }

    /** Makes what a list of an outer scope has grown by outlive the scope of this position. */
    public void keepBeyond(Position position, long bytes) {
        position.used += bytes;
        position.grownOutside += bytes;
    }

    /** Sets the most that may be in use. */
    public void limitTo(long most) {
        limit = most;
        end = Math.min(reach, most - usedOffset);
    }

    /** Takes bytes out of the books that have left the frame; the limit falls with what is used. */
    public void moveOut(long bytes) {
        usedOffset -= bytes;
        if (limit != SLOW) {
            limitTo(Math.max(0, limit - bytes));
        }
    }

    /** As {@link #moveOut(long)}, for what was noted before or after those bytes were taken. */
    public void moveOut(Position position, long bytes, boolean after) {
        position.limit = Math.max(0, position.limit - bytes);
        if (after) {
            position.used -= bytes;
        }
    }

    /** Puts the stack back to where it stood. In paranoid, returns what was found overwritten. */
    public @Nullable String rewind(Position position) {
        if (count != position.count) {
            long had = inUse();
            sizing.needed(had);
            if (!Safety.PARANOID) {
                rewindTo(position);
            }
            noteReturned(position.count, had - inUse());
        }
        usedOffset = position.used - cursor;
        limit = position.limit;
        end = Math.min(reach, limit - usedOffset);
        return Safety.CHECKED ? rewindChecked(position) : null;
    }

    /**
     * Ends a frame, the given one, and puts the stack to rest. In paranoid, returns what was found
     * overwritten.
     */
    public @Nullable String end(long frame) {
        boolean outgrown = current > 0 || asideBytes != 0;
        if (Safety.PARANOID ? inUse() != 0 : count != 0) {
            long had = inUse();
            sizing.needed(had);
            if (outgrown && !Safety.PARANOID) {
                rewindTo(rest);
            }
            cursor = Safety.PARANOID ? cursor : 0;
            noteReturned(0, had);
            recent.endFrame();
        }
        usedOffset = 0;
        limit = SLOW;
        end = SLOW;
        String damage = Safety.CHECKED ? rewindChecked(rest) : null;
        if (outgrown || sizing.hasNews(frame) || Safety.PARANOID) {
            String earlier = afterFrame(frame);
            damage = damage != null ? damage : earlier;
        }
        leave();
        return damage;
    }

    private void leave() {
        isLeft = true;
        chunks.leave();
    }

    private void rewindTo(Position position) {
        while (asideBytes > position.asideBytes) {
            asideBytes -= chunks.giveLastAsideBack();
        }
        // A chunk that was taken since stays with the frame, for the next scope.
        int place = Math.max(position.chunk, 0);
        if (place < chunks.count()) {
            enter(place);
            if (position.chunk != NONE) {
                cursor = position.cursor;
            }
        }
    }

    private @Nullable String rewindChecked(Position position) {
        SliceLives ended = lives;
        String damage = guards == null ? null : guards.release(position.guards);
        lives = position.lives;
        position.lives = null;
        view = position.view;
        stillUsed.endWhatCan();
        if (ended != null) {
            ended.end(stillUsed);
        }
        return damage;
    }

    /** Bytes from the start of the frame's first chunk to the cursor, and the large ones. */
    private long inUse() {
        return asideBytes + filledBytes + cursor;
    }

    /** Notes that all slices but the first {@code kept} have ended. */
    private void noteReturned(long kept, long bytes) {
        long ended = count - kept;
        count = kept;
        // In this order: a reader on another thread looks at them the other way round.
        RETURNED.setRelease(this, returned + ended);
        RETURNED_BYTES.setOpaque(this, returnedBytes + bytes);
    }

    /** Slices in use; on any thread. */
    public long live() {
        return (long) COUNT.getAcquire(this);
    }

    /** Slices whose scope has ended; on any thread. */
    public long returned() {
        return (long) RETURNED.getAcquire(this);
    }

    /** Bytes of slices whose scope has ended; on any thread. */
    public long returnedBytes() {
        return (long) RETURNED_BYTES.getOpaque(this);
    }

    /** Bytes of slices in use, as far as another thread can see that. */
    public long liveBytes() {
        return Math.max(0, inUse());
    }

    /** Bytes that were in use when the mark was set. */
    public long usedBefore(Position position) {
        return position.used;
    }

    /** Slices that were in use when the mark was set. */
    public long countBefore(Position position) {
        return position.count;
    }

    /** Gives back what the next frame should not start with; in paranoid, holds all of it back. */
    private @Nullable String afterFrame(long frame) {
        boolean review = sizing.isReview(frame);
        boolean otherChunk = sizing.endFrame(frame);
        if (review) {
            owner.quietFramesPassed();
        }
        if (guards != null) {
            String damage = chunks.holdAllBack(guards);
            forget();
            return damage;
        }
        if (otherChunk || chunks.count() > 1) {
            giveAllBack();
        }
        return null;
    }

    /** Lets nothing more be taken in the open frame. */
    public void seal() {
        limit = SLOW;
        end = SLOW;
    }

    /** As {@link #abandon}, for the slices of the scope that was opened at the position alone. */
    public void abandon(Position position) {
        if (Safety.CHECKED) {
            endLives();
            lives = position.lives;
            position.lives = null;
        }
    }

    private void endLives() {
        SliceLives ended = lives;
        lives = null;
        if (ended != null) {
            ended.abandon(stillUsed);
        }
    }

    /** Puts the stack to rest after its owner died, in a frame or out of one. */
    public void abandon() {
        if (isLeft) {
            takeBack();
        }
        if (guards != null) {
            guards.abandon();
        }
        endLives();
        noteReturned(0, inUse());
        giveAllBack();
        leave();
    }

    // --- for other threads, while the stack is at rest

    /** Where the arena is left between frames. */
    public Shelf shelf() {
        return chunks.shelf();
    }

    /** Gives the chunk that was left back to the source, if it is there; returns its size. */
    public long letGoOfLeft() {
        return chunks.letGoOfLeft();
    }

    /** Has the next frame begin as the first one did; for a visitor. */
    public void forgetSizes() {
        sizing.forget();
    }

    /** What is left when this is dropped. */
    public StackRemains remains() {
        return new StackRemains(this, chunks, guards, store);
    }

    // --- the rest of the owner's

    /** Whether the open frame was sealed. */
    public boolean isSealed() {
        return limit == SLOW;
    }

    /** Gives everything back, for an arena that is of no more use. */
    public void retire() {
        abandon();
        chunks.retire();
        if (guards != null) {
            guards.letGo(store);
        }
    }

    private void giveAllBack() {
        chunks.giveAllBack();
        forget();
    }

    /** Comes to rest without a chunk. */
    private void forget() {
        recent.clear();
        asideBytes = 0;
        current = NONE;
        filledBytes = 0;
        lives = null;
        view = MemorySegment.NULL;
        cursor = 0;
        reach = SLOW;
        end = SLOW;
        usedOffset = 0;
        limit = SLOW;
    }

    /**
     * The slow path of a slice: moves to a chunk with room, opens the scope's view of it, sets
     * canaries. Returns where the slice is in {@link #view}: for a slice with a chunk of its own
     * that is this chunk, until the next slice. Throws and changes nothing where a limit or the
     * system's memory does not allow it. The arguments are valid and a frame is open.
     */
    public long reserve(long size, long wantedAlignment) {
        long alignment = Math.max(wantedAlignment, leastAlignment);
        long guard = guards == null ? 0 : SliceGuards.BYTES;
        if (current != NONE && chunks.at(current).canAlign(alignment)) {
            Chunk chunk = chunks.at(current);
            long start = aligned(chunk, cursor + guard, alignment);
            if (size + guard <= chunk.size() - start) {
                owner.requireRoom(start + size + guard - cursor);
                return bump(chunk, start, size, guard);
            }
        }
        long need = size + 2 * guard + Math.max(alignment - Chunk.ALIGNMENT, 0);
        owner.requireRoom(need);
        if (!chunks.fits(need, alignment, current + 1)) {
            return reserveAside(need, size, alignment, guard);
        }
        Chunk next = chunks.provide(current + 1, alignment);
        enter(current + 1);
        return bump(next, aligned(next, cursor + guard, alignment), size, guard);
    }

    private long bump(Chunk chunk, long start, long size, long guard) {
        view = Safety.CHECKED ? scoped(chunk) : chunk.segment();
        cursor = start + size + guard;
        reach = reachOf(chunk);
        end = Math.min(reach, limit - usedOffset);
        protect(chunk, start, size);
        return start;
    }

    private long reserveAside(long need, long size, long alignment, long guard) {
        Chunk own = chunks.takeAside(need, alignment);
        asideBytes += own.size();
        charge(need);
        MemorySegment all = Safety.CHECKED ? scoped(own) : own.segment();
        long offset = aligned(own, guard, alignment);
        protect(own, offset, size);
        view = all;
        reach = SLOW;
        end = SLOW;
        return offset;
    }

    /** What was reserved last, as an object that the next frame is given again. */
    public MemorySegment largeSlice(long offset, long size) {
        return Safety.CHECKED ? view.asSlice(offset, size) : recent.slice(view, offset, size);
    }

    /** Enters bytes that are not the current chunk's into the books. */
    public void charge(long bytes) {
        usedOffset += bytes;
        long allowed = limit - usedOffset;
        if (allowed < end) {
            end = allowed;
        }
    }

    private void protect(Chunk chunk, long offset, long size) {
        if (guards != null) {
            guards.protect(chunk.segment(), offset, size);
        }
    }

    /** A view of the chunk that ends with the innermost scope. */
    private MemorySegment scoped(Chunk chunk) {
        SliceLives scope = lives;
        if (scope == null) {
            scope = new SliceLives(lifetimes, store);
            lives = scope;
        }
        return scope.view(chunk);
    }

    /** In checked, what was reserved last, as a slice that any thread may use in the scope. */
    public MemorySegment sharedSlice(long offset, long size) {
        return Objects.requireNonNull(lives).sharedView().asSlice(offset, size);
    }

    /**
     * Whether, since this was asked last, a scope has ended while its slices were in use elsewhere;
     * from checked on.
     */
    public boolean takeUsedBeyondEnd() {
        return stillUsed.takeNew();
    }

    /** Has slices bumped from the chunk at that place, with all of it free. */
    private void enter(int place) {
        long used = used();
        while (current < place) {
            filledBytes += current == NONE ? 0 : chunks.at(current).size();
            current++;
        }
        while (current > place) {
            current--;
            filledBytes -= chunks.at(current).size();
        }
        Chunk chunk = chunks.at(place);
        view = chunk.segment();
        cursor = 0;
        reach = reachOf(chunk);
        usedOffset = used;
        end = Math.min(reach, limit - usedOffset);
    }

    /**
     * How far the fast path may cut a chunk. It aligns offsets, and as the caller asks, so a chunk
     * that is not aligned to a cache line, or an arena that aligns more, leaves it nothing.
     */
    private long reachOf(Chunk chunk) {
        return leastAlignment == 1 && chunk.isCacheAligned() ? chunk.size() : SLOW;
    }

    /** The first offset from {@code from} on at which the chunk's memory has the alignment. */
    private static long aligned(Chunk chunk, long from, long alignment) {
        long base = chunk.segment().address();
        return (base + from + alignment - 1 & -alignment) - base;
    }
}
