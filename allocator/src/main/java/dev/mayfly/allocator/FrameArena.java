package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.Chunk;
import dev.mayfly.allocator.chunk.ChunkStore;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ScopeOrderException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Memory that lives for one frame, for one thread; {@link FrameAllocator#arena()} gives it.
 *
 * <pre>{@code
 * try (FrameScope tick = arena.begin()) {
 *     Floats distances = arena.floats(1_000);
 *     MemorySegment upload = arena.allocate(4_096, 64);
 *     try (FrameScope search = arena.scope(PATHFINDING)) { ... }
 * }
 * }</pre>
 *
 * <p>Everything taken lives until the scope that was innermost at that moment is closed. Typed
 * buffers and lists are recycled whole, in size classes of a power of two elements; native slices
 * are bumped from chunks. Once the arena has seen its load, taking and ending allocate nothing on
 * the heap (in standard; the other levels make some garbage).
 *
 * <p>Belongs to its {@link #owner()}: no other thread may call any method but {@code owner()}.
 */
public final class FrameArena implements SegmentAllocator {

    // How it works. ScopeStack keeps the marks that scopes rewind to, NativeStack the native memory
    // and
    // the books, and a BufferRack for each type the buffers that wait to be handed out. The limit
    // in
    // force is below zero while no frame is open, so that the compare that finds a limit passed
    // also
    // finds a frame missing. So the fast path of taking a buffer is: one is ready, this scope has
    // taken
    // from its size class before, and it is within the limit. That of a slice: it fits below an end
    // that
    // stands for chunk, limit and open frame in one. What fails goes to a slow path that finds out
    // why.
    //
    // Why that is safe. One thread owns the arena. State changes only after everything that can
    // fail
    // has succeeded, so an exception leaves the arena as it was. Closing a scope closes the ones
    // inside
    // it, so closing the frame brings the arena to rest, whatever was left open.

    /** The most that one native slice may have, in bytes. */
    static final long MAX_SLICE_BYTES = 1L << 31;

    /** The largest alignment of a native slice, in bytes. */
    static final long MAX_ALIGNMENT = 1L << 30;

    private final BufferRack floats =
            new BufferRack(
                    this,
                    "Floats",
                    Float.BYTES,
                    (rack, c, n) -> new Floats(rack, c, new float[n], 0));
    private final BufferRack ints =
            new BufferRack(
                    this, "Ints", Integer.BYTES, (rack, c, n) -> new Ints(rack, c, new int[n], 0));
    private final BufferRack longs =
            new BufferRack(
                    this, "Longs", Long.BYTES, (rack, c, n) -> new Longs(rack, c, new long[n], 0));
    private final BufferRack doubles =
            new BufferRack(
                    this,
                    "Doubles",
                    Double.BYTES,
                    (rack, c, n) -> new Doubles(rack, c, new double[n], 0));
    private final BufferRack shorts =
            new BufferRack(
                    this,
                    "Shorts",
                    Short.BYTES,
                    (rack, c, n) -> new Shorts(rack, c, new short[n], (short) 0));
    private final BufferRack bytes =
            new BufferRack(
                    this,
                    "Bytes",
                    Byte.BYTES,
                    (rack, c, n) -> new Bytes(rack, c, new byte[n], (byte) 0));
    private final BufferRack intLists =
            new BufferRack(
                    this,
                    "IntList",
                    Integer.BYTES,
                    (rack, c, n) -> new IntList(rack, c, new int[n]));
    private final BufferRack floatLists =
            new BufferRack(
                    this,
                    "FloatList",
                    Float.BYTES,
                    (rack, c, n) -> new FloatList(rack, c, new float[n]));

    private final ChunkStore store;
    private final NativeStack slices;
    private Thread owner;

    private final ScopeStack scopes;

    FrameArena(ChunkStore store, Thread owner) {
        this.store = store;
        this.slices = new NativeStack(store);
        this.scopes = new ScopeStack(this, slices);
        this.owner = owner;
    }

    // --- frames and scopes

    /**
     * Begins a frame under a tag of Mayfly's own, named "frame".
     *
     * @see #begin(Tag)
     */
    public FrameScope begin() {
        return begin(Tag.FRAME);
    }

    /**
     * Begins a frame: the outermost scope. Close what this returns, or call {@link #end()}.
     *
     * @throws FrameOpenException if a frame is open; nest with {@link #scope(Tag)} instead
     * @throws AllocatorClosedException if the allocator was closed
     * @throws ForeignThreadException if the calling thread is not the owner
     */
    public FrameScope begin(Tag tag) {
        if (store.isClosed() || !isOwner() || scopes.depth != 0) {
            requireOwner();
            store.requireOpen();
            throw ArenaErrors.frameOpen(this, scopes.at(0).tag, tag);
        }
        return scopes.begin(tag);
    }

    /**
     * Ends the open frame: everything taken in it expires. The same as closing what {@link
     * #begin()} returned.
     *
     * @throws NoFrameException if no frame is open
     * @throws ScopeOrderException if a scope inside the frame is open; frame and scope have ended
     *     then
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice, or of a frame
     *     that had ended, were overwritten; the frame has ended all the same
     */
    public void end() {
        if (scopes.depth == 0) {
            requireOwner();
            throw ArenaErrors.noFrame(this, "The end of a frame was called for");
        }
        close(scopes.at(0));
    }

    /**
     * Opens a scope inside the open frame, under a tag of Mayfly's own, named "scope".
     *
     * @see #scope(Tag)
     */
    public FrameScope scope() {
        return scope(Tag.SCOPE);
    }

    /**
     * Opens a scope inside the open frame: what is taken until it is closed dies with it.
     *
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public FrameScope scope(Tag tag) {
        if (Safety.CHECKED) {
            requireOwner();
        }
        if (scopes.depth == 0) {
            requireOwner();
            store.requireOpen();
            throw ArenaErrors.noFrame(this, "scope '" + tag.name() + "' was opened");
        }
        return scopes.open(tag);
    }

    void close(FrameScope scope) {
        if (Safety.CHECKED) {
            requireOwner();
        }
        if (!scopes.isInnermost(scope)) {
            requireOwner();
            throw scopes.closeOutOfOrder(scope);
        }
        scopes.close(scope);
    }

    /**
     * Ends the scopes inside the first {@code depth} ones, innermost first: for code that runs
     * other people's and has to go on when that has failed and left scopes open. Does nothing where
     * no more than {@code depth} are open.
     *
     * @param depth how many scopes stay open, as {@link #depth()} counted them; 0 ends the frame as
     *     well
     * @throws InvalidSizeException if {@code depth} is negative
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice were
     *     overwritten; the scopes have ended all the same
     */
    public void unwind(int depth) {
        if (Safety.CHECKED) {
            requireOwner();
        }
        if (depth < 0) {
            throw new InvalidSizeException(
                    "A depth of " + depth + " to unwind to was given; use 0 or more.");
        }
        scopes.unwind(depth);
    }

    /** Whether a frame is open. */
    public boolean isOpen() {
        return scopes.depth != 0;
    }

    /** How many scopes are open, the frame included. */
    public int depth() {
        return scopes.depth;
    }

    /**
     * Bytes taken in the open frame and not given back: whole size classes, and native slices with
     * what their alignment costs. 0 while no frame is open.
     */
    public long used() {
        return slices.used();
    }

    /** The most bytes that a frame of this arena has had in use at once, so far. */
    public long peak() {
        return Math.max(scopes.peak(), used());
    }

    /**
     * Bytes that the scopes of {@code tag} had in use when they ended, summed over all that have
     * ended on this arena. What a scope inside one took is that inner scope's.
     */
    public long attributed(Tag tag) {
        return scopes.attributed(tag);
    }

    /** The thread that this arena belongs to. May be asked by any thread. */
    public Thread owner() {
        return owner;
    }

    // --- typed buffers and lists

    /**
     * Takes {@code length} {@code float}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Floats floats(int length) {
        return uninitializedFloats(length).zeroed();
    }

    /**
     * As {@link #floats(int)}, with whatever an earlier user left in the elements; for a buffer
     * that is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Floats uninitializedFloats(int length) {
        return (Floats) take(floats, length);
    }

    /**
     * Takes {@code length} {@code int}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Ints ints(int length) {
        return uninitializedInts(length).zeroed();
    }

    /**
     * As {@link #ints(int)}, with whatever an earlier user left in the elements; for a buffer that
     * is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Ints uninitializedInts(int length) {
        return (Ints) take(ints, length);
    }

    /**
     * Takes {@code length} {@code long}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Longs longs(int length) {
        return uninitializedLongs(length).zeroed();
    }

    /**
     * As {@link #longs(int)}, with whatever an earlier user left in the elements; for a buffer that
     * is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Longs uninitializedLongs(int length) {
        return (Longs) take(longs, length);
    }

    /**
     * Takes {@code length} {@code double}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Doubles doubles(int length) {
        return uninitializedDoubles(length).zeroed();
    }

    /**
     * As {@link #doubles(int)}, with whatever an earlier user left in the elements; for a buffer
     * that is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Doubles uninitializedDoubles(int length) {
        return (Doubles) take(doubles, length);
    }

    /**
     * Takes {@code length} {@code short}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Shorts shorts(int length) {
        return uninitializedShorts(length).zeroed();
    }

    /**
     * As {@link #shorts(int)}, with whatever an earlier user left in the elements; for a buffer
     * that is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Shorts uninitializedShorts(int length) {
        return (Shorts) take(shorts, length);
    }

    /**
     * Takes {@code length} {@code byte}s, all zero, for the innermost scope.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public Bytes bytes(int length) {
        return uninitializedBytes(length).zeroed();
    }

    /**
     * As {@link #bytes(int)}, with whatever an earlier user left in the elements; for a buffer that
     * is overwritten whole. In paranoid they hold a pattern that stands out.
     */
    public Bytes uninitializedBytes(int length) {
        return (Bytes) take(bytes, length);
    }

    /**
     * Takes an empty list for the innermost scope, with room for {@code expected} elements before
     * it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntList intList(int expected) {
        IntList list = (IntList) take(intLists, expected);
        list.length = 0;
        list.depth = scopes.depth;
        return list;
    }

    /** As {@link #intList(int)}, for {@code float}. */
    public FloatList floatList(int expected) {
        FloatList list = (FloatList) take(floatLists, expected);
        list.length = 0;
        list.depth = scopes.depth;
        return list;
    }

    private Expiring take(BufferRack rack, int length) {
        SizeClass from = rack.classFor(length);
        int place = from.next;
        if (place >= from.stack.length
                || from.bytes > slices.limit - slices.used()
                || Safety.CHECKED) {
            return takeSlowly(rack, length);
        }
        Expiring thing = from.stack[place];
        if (thing == null) {
            return takeSlowly(rack, length);
        }
        return from.takenAt == scopes.depth
                ? handOut(from, thing, length)
                : handOutFirst(from, thing, length);
    }

    private Expiring handOutFirst(SizeClass from, Expiring thing, int length) {
        scopes.noteFirstTake(from);
        return handOut(from, thing, length);
    }

    private Expiring handOut(SizeClass from, Expiring thing, int length) {
        from.next++;
        slices.charge(from.bytes);
        thing.length = length;
        thing.capacity = from.capacity;
        return thing;
    }

    private Expiring takeSlowly(BufferRack rack, int length) {
        requireFrame(rack);
        ArenaErrors.requireLength(rack, length);
        SizeClass from = rack.provideClassFor(Math.max(length, 1));
        requireRoom(from.bytes);
        Expiring thing = from.provide();
        if (from.takenAt == scopes.depth) {
            handOut(from, thing, length);
        } else {
            handOutFirst(from, thing, length);
        }
        if (Safety.PARANOID) {
            thing.poison();
            thing.site = Site.ofCaller();
        }
        return thing;
    }

    // --- native slices

    /**
     * Takes a slice of native memory for the innermost scope. It holds whatever an earlier user
     * left in it; in paranoid, a pattern that stands out.
     *
     * <p>In standard nothing stops a slice from being used after its scope; it then reads and
     * writes memory that others may use, but never memory that was freed. In checked the JDK throws
     * {@link IllegalStateException} for use after the end and {@link
     * java.lang.WrongThreadException} for use by another thread.
     *
     * <p>Where the JIT can see that the slice stays local it costs no object; where it cannot,
     * about 40 bytes on the heap. Take one slice for many elements in such code.
     *
     * @param byteSize the size, in bytes; 0 to 2<sup>31</sup>
     * @param byteAlignment a power of two, 1 to 2<sup>30</sup>
     * @throws InvalidSizeException if the size is out of that range
     * @throws InvalidAlignmentException if the alignment is no such power of two
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws OutOfNativeMemoryException if the system has none left
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        // Short, so that it is inlined wherever it is called; and one way to make the slice, so
        // that
        // escape analysis sees through it. Then the slice needs no object.
        long offset = reserve(byteSize, byteAlignment);
        return slices.view.asSlice(offset, byteSize);
    }

    /** Takes a slice and returns where it is in what the stack then has in view. */
    private long reserve(long byteSize, long byteAlignment) {
        NativeStack stack = slices;
        long start = stack.cursor + byteAlignment - 1 & -byteAlignment;
        // Written so that a constant size leaves a compare with something that a loop does not
        // change.
        if (start > stack.end - byteSize
                || byteSize < 0
                || byteAlignment <= 0
                || byteAlignment > Chunk.ALIGNMENT
                || (byteAlignment & byteAlignment - 1) != 0
                || Safety.CHECKED) {
            return reserveSlowly(byteSize, byteAlignment);
        }
        stack.cursor = start + byteSize;
        return start;
    }

    private long reserveSlowly(long byteSize, long byteAlignment) {
        requireFrame("a native slice");
        ArenaErrors.requireSlice(byteSize, byteAlignment);
        return slices.reserve(this, byteSize, byteAlignment);
    }

    // --- what the slow paths share

    private void requireFrame(Object wanted) {
        if (Safety.CHECKED) {
            requireOwner();
        }
        if (scopes.depth == 0) {
            requireOwner();
            store.requireOpen();
            throw ArenaErrors.noFrame(this, wanted + " was asked for");
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    private void requireOwner() {
        if (!isOwner()) {
            throw ArenaErrors.foreignThread(this);
        }
    }

    /** Throws if {@code bytes} more would pass a limit. */
    void requireRoom(long bytes) {
        if (bytes > slices.limit - slices.used()) {
            throw ArenaErrors.limitExceeded(scopes, bytes);
        }
    }

    /**
     * Charges what a list of the scope at {@code listDepth} grows by; it outlives the scopes
     * inside.
     */
    void chargeGrowth(long bytes, int listDepth) {
        if (Safety.CHECKED) {
            requireOwner();
        }
        requireRoom(bytes);
        slices.charge(bytes);
        for (int i = listDepth; i < scopes.depth; i++) {
            slices.keepBeyond(scopes.at(i).mark, bytes);
        }
    }

    boolean isOpen(FrameScope scope) {
        return scopes.isOpen(scope);
    }

    /** Bytes that a scope of this arena has taken. */
    long usedSince(NativeStack.Mark mark) {
        return slices.usedSince(mark);
    }

    /**
     * Ends whatever its owner, a thread that has died, left open, and gives the arena to another.
     */
    void adopt(Thread heir) {
        scopes.abandon();
        slices.abandon();
        owner = heir;
    }

    /** This arena and what it is in the middle of, for messages. */
    String describe() {
        return "the arena of thread '" + owner.getName() + "' (" + scopes + ")";
    }

    @Override
    public String toString() {
        return describe();
    }
}
