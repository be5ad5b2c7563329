package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.Chunk;
import dev.mayfly.allocator.internal.chunk.ChunkSizing;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.chunk.NativeStack;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Memory that lives for one frame, for one thread; {@link FrameAllocator#arena()} gives it.
 *
 * <pre>{@code
 * try (FrameScope frame = arena.begin()) {
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
public final class FrameArena extends Face<ArenaIdentity> implements SegmentAllocator {

    // How it works. This is the face; the work is done by its parts. ScopeStack keeps the scopes,
    // and where each rewinds to; NativeStack the native memory and the books; a BufferRack for each
    // type the buffers that wait to be handed out. Here is what is short and hot. The limit in
    // force is below zero while no frame is open, so that the compare that finds a limit passed
    // also finds a frame missing. So the fast path of taking a buffer is: one is ready, this scope
    // has taken from its size class before, and it is within the limit. That of a slice: it fits
    // below an end that stands for chunk, limit and open frame in one. What fails goes to a slow
    // path that finds out why.
    //
    // Why that is safe. One thread owns the arena. State changes only after everything that can
    // fail has succeeded, so an exception leaves the arena as it was. Closing a scope closes the
    // ones inside it, so closing the frame brings the arena to rest, whatever was left open.

    /** From this size on a slice of many elements is an object that is used again, in bytes. */
    static final long LARGE_SLICE_BYTES = 1L << 10;

    final ArenaIdentity identity;
    final Backing backing;
    final ChunkStore store;
    final NativeStack slices;
    final ScopeStack scopes;

    final Map<RackType, BufferRack> racks;

    private final OpenFrame frame;
    private final Transfers transfers;

    /** Everything that is recycled here, to be trimmed when the load has fallen. */
    private final RecycledStacks recycled = new RecycledStacks();

    /** What other threads may do between frames. */
    final ArenaAtRest atRest;

    private final BufferRack floats;
    private final BufferRack ints;
    private final BufferRack longs;
    private final BufferRack doubles;
    private final BufferRack shorts;
    private final BufferRack bytes;
    private final BufferRack intLists;
    private final BufferRack floatLists;
    private final BufferRack longLists;
    private final BufferRack doubleLists;
    private final BufferRack shortLists;
    private final BufferRack byteLists;
    private final BufferRack objectLists;
    private final BufferRack intIntMaps;
    private final BufferRack longIntMaps;
    private final BufferRack intObjectMaps;
    private final BufferRack intQueues;
    private final BufferRack bitSets;
    private final BufferRack texts;

    /**
     * An arena at rest, of the calling thread.
     *
     * @param identity its name, and its owner
     * @param lifetimes see {@link NativeStack}
     * @param softLimitListener who is told of soft limits that were passed
     */
    FrameArena(
            ArenaIdentity identity,
            Backing backing,
            ArenaSettings settings,
            Supplier<Arena> lifetimes,
            SoftLimitListener softLimitListener) {
        super(identity);
        this.identity = identity;
        this.backing = backing;
        this.store = backing.chunks;
        this.slices =
                new NativeStack(
                        store,
                        new ChunkSizing(
                                settings.firstChunkBytes(),
                                settings.largestChunkBytes(),
                                settings.quietFrames()),
                        settings.alignment(),
                        settings.limit(),
                        lifetimes,
                        new StackOwner());
        this.scopes =
                new ScopeStack(
                        identity,
                        slices,
                        settings,
                        (tag, used) -> softLimitListener.softLimitPassed(this, (Tag) tag, used));
        this.atRest = new ArenaAtRest(slices, recycled);
        this.frame = new OpenFrame(identity, store, slices, scopes);
        this.racks = racks();
        this.transfers = new Transfers(frame, backing, racks);
        this.floats = rackOf(RackType.FLOATS);
        this.ints = rackOf(RackType.INTS);
        this.longs = rackOf(RackType.LONGS);
        this.doubles = rackOf(RackType.DOUBLES);
        this.shorts = rackOf(RackType.SHORTS);
        this.bytes = rackOf(RackType.BYTES);
        this.intLists = rackOf(RackType.INT_LISTS);
        this.floatLists = rackOf(RackType.FLOAT_LISTS);
        this.longLists = rackOf(RackType.LONG_LISTS);
        this.doubleLists = rackOf(RackType.DOUBLE_LISTS);
        this.shortLists = rackOf(RackType.SHORT_LISTS);
        this.byteLists = rackOf(RackType.BYTE_LISTS);
        this.objectLists = rackOf(RackType.OBJECT_LISTS);
        this.intIntMaps = rackOf(RackType.INT_INT_MAPS);
        this.longIntMaps = rackOf(RackType.LONG_INT_MAPS);
        this.intObjectMaps = rackOf(RackType.INT_OBJECT_MAPS);
        this.intQueues = rackOf(RackType.INT_QUEUES);
        this.bitSets = rackOf(RackType.BIT_SETS);
        this.texts = rackOf(RackType.TEXTS);
    }

    private Map<RackType, BufferRack> racks() {
        Map<RackType, BufferRack> made = new EnumMap<>(RackType.class);
        for (RackType type : RackType.values()) {
            made.put(type, new BufferRack(type, frame, backing.surplus, recycled));
        }
        return made;
    }

    private BufferRack rackOf(RackType type) {
        return Objects.requireNonNull(racks.get(type));
    }

    private final class StackOwner implements NativeStack.Owner {

        @Override
        public void requireRoom(long bytes) {
            frame.requireRoom(bytes, "a native slice", OpenFrame.UNCOUNTED);
        }

        @Override
        public void quietFramesPassed() {
            recycled.trim();
            backing.quietFramesPassed();
            backing.lookAtIdle();
        }
    }

    // --- frames and scopes

    /**
     * Begins a frame under a tag of Mayfly's own, named "frame".
     *
     * @see #begin(Tag)
     */
    public FrameScope begin() {
        return begin(ScopeStack.FRAME);
    }

    /**
     * Begins a frame: the outermost scope. Close what this returns, or call {@link #end()}.
     *
     * @throws FrameOpenException if a frame is open; nest with {@link #scope(Tag)} instead
     * @throws AllocatorClosedException if the allocator was closed
     * @throws ForeignThreadException if the calling thread is not the owner
     */
    public FrameScope begin(Tag tag) {
        if (store.isClosed() || !identity.isOwner() || scopes.depth != 0) {
            identity.requireOwner();
            store.requireOpen();
            throw ArenaErrors.frameOpen(identity, scopes.at(1), tag);
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
     * @throws ExpiredException in checked, if an object or a segment was written to after its
     *     scope, in this frame or the one before; the frame has ended all the same
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice, or of a frame
     *     that had ended, were overwritten; the frame has ended all the same
     */
    public void end() {
        if (scopes.depth == 0) {
            identity.requireOwner();
            throw ArenaErrors.endedTwice(identity.describe());
        }
        scopes.close(scopes.at(1));
    }

    /**
     * Opens a scope inside the open frame, under a tag of Mayfly's own, named "scope".
     *
     * @see #scope(Tag)
     */
    public FrameScope scope() {
        return scope(ScopeStack.SCOPE);
    }

    /**
     * Opens a scope inside the open frame: what is taken until it is closed dies with it.
     *
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public FrameScope scope(Tag tag) {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        if (scopes.depth == 0) {
            identity.requireOwner();
            store.requireOpen();
            throw ArenaErrors.noFrame(identity, "scope '" + tag.name() + "' was opened");
        }
        return scopes.open(tag);
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
     * @throws ExpiredException in checked, if an object or a segment was written to after its
     *     scope, in this frame or the one before; the scopes have ended all the same
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice were
     *     overwritten; the scopes have ended all the same
     */
    public void unwind(int depth) {
        if (Safety.CHECKED) {
            identity.requireOwner();
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

    /**
     * Bytes that can be taken before the nearest limit is met: of the tag of an open scope, of a
     * group that is charged for one, or of the arena; of a group, if no other thread takes them
     * first. For code that adapts to what it has: that much still fits, rounded up to size classes
     * and with alignment. 2<sup>62</sup> less what is in use where there is no limit; 0 while no
     * frame is open.
     */
    public long remaining() {
        return scopes.depth == 0 ? 0 : scopes.leases.remaining();
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
        return scopes.figures.bytes(tag);
    }

    /** The thread that this arena belongs to. May be asked by any thread. */
    public Thread owner() {
        return identity.owner();
    }

    // --- marks

    /**
     * Sets a mark: {@link #rewind} ends what was taken since. A mark ends with the scope that it is
     * set in, which keeps what was taken then; nothing has to be closed. Costs what a scope costs.
     *
     * @return what to rewind to: a number that no other mark of this arena has had
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public long mark() {
        frame.require("a mark");
        return scopes.mark();
    }

    /**
     * Ends everything that was taken since the mark was set, as closing a scope does. The mark
     * stays set, and can be rewound to again; those set after it are gone.
     *
     * @param mark what {@link #mark()} returned
     * @throws ScopeOrderException if the mark is not set (nothing changes), or if a scope that was
     *     opened after it is open (that scope has ended then, and the rewinding is done)
     * @throws NoFrameException if no frame is open
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     * @throws ExpiredException in checked, if an object or a segment was written to after its
     *     scope, in this frame or the one before; the rewinding is done all the same
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice were
     *     overwritten; the rewinding is done all the same
     */
    public void rewind(long mark) {
        frame.require("rewinding to a mark");
        scopes.rewindTo(mark);
    }

    // --- leaving the frame

    /**
     * Lets a typed buffer or list leave its frame: it lives until what this returns is closed, and
     * stays the same object. Nothing is copied. The arena makes another array in its stead when it
     * next needs one, or uses one that a closed {@link Promotion} has left. What it takes counts in
     * {@link #used()} no longer; the groups that its scope was charged to are charged for it until
     * it is closed, and for its growth. Makes small objects on the heap.
     *
     * @throws NotInFrameException if it is not of the open frame of this arena
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public <T extends BufferHandle> Promotion<T> promote(T thing) {
        return transfers.promote(thing);
    }

    /**
     * Copies a native slice into memory of its own, aligned to 64 bytes, that lives until what this
     * returns is closed; from then on touching it throws. Unlike a slice of a frame, the copy may
     * be used by any thread. Closing it costs tens of microseconds. It comes from the allocator's
     * source, also where a ring or scratch has its own. A slice on the heap may get a copy there,
     * aligned to 8 bytes and not ended.
     *
     * @throws LimitExceededException if it would pass the limit of a group that the innermost scope
     *     is charged to, which is charged for the copy until it is closed
     * @throws OutOfNativeMemoryException if the allocator's source declines
     * @throws MemorySourceException if the allocator's source breaks its promises
     * @throws AllocatorClosedException if the allocator was closed
     * @throws ExpiredException if the slice has ended, which is known from checked on
     * @throws ForeignThreadException in checked, if another thread took it
     */
    public Promotion<MemorySegment> promote(MemorySegment slice) {
        return transfers.promote(slice);
    }

    /**
     * Takes a typed buffer or list out of this frame, to be received in another one: usually by
     * another thread. Nothing is copied. The handle is expired from now on; the receiver gets
     * another one around the same array, and this arena an array that a receiver had too many of.
     * What it took counts in {@link #used()} until the scope that it was taken in ends. Allocates
     * nothing on the heap once as many have been received as are on their way. A parcel that is
     * neither received nor {@linkplain Parcel#discard discarded} is a leak.
     *
     * @throws NotInFrameException if it is not of the open frame of this arena
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public <T extends BufferHandle> Parcel<T> send(T thing) {
        return transfers.send(thing);
    }

    /**
     * Takes what is in a parcel for the innermost scope, contents and all, and charges for it.
     *
     * @throws ExpiredException if it was received or discarded before
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag; the parcel can be
     *     received later
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public <T extends BufferHandle> T receive(Parcel<T> parcel) {
        return transfers.receive(parcel);
    }

    /**
     * Objects of the user's class that this arena hands out again each frame; call once and keep
     * it.
     *
     * @param supplier makes an object when there is none to be handed out again
     */
    public <T> FrameObjects<T> objects(Supplier<? extends T> supplier) {
        return added(new FrameObjects<>(frame, backing.promotions, supplier, null));
    }

    /**
     * As {@link #objects(Supplier)}, with what to do to an object that was used before when it is
     * handed out again.
     */
    public <T> FrameObjects<T> objects(Supplier<? extends T> supplier, Consumer<? super T> reset) {
        return added(new FrameObjects<>(frame, backing.promotions, supplier, reset));
    }

    /**
     * Rows in columns, of the user's class, that this arena hands out again each frame; call once
     * and keep it.
     *
     * @param supplier makes a buffer when there is none to be handed out again
     */
    public <B extends SoaBuffer> FrameRows<B> rows(Supplier<? extends B> supplier) {
        return added(new FrameRows<>(frame, backing, supplier));
    }

    private <R extends RecycledStack> R added(R made) {
        identity.requireOwner();
        recycled.add(made);
        return made;
    }

    // --- typed buffers

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
     * Takes a buffer of {@code length} {@code float}s, all zero, for each element of {@code into}:
     * all of them, or none. Costs less than as many calls of {@link #floats(int)}.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public void floats(int length, Floats[] into) {
        floats.takeEach(length, into);
        for (Floats each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int)}, for {@code int}. */
    public Ints ints(int length) {
        return uninitializedInts(length).zeroed();
    }

    /** As {@link #uninitializedFloats}, for {@code int}. */
    public Ints uninitializedInts(int length) {
        return (Ints) take(ints, length);
    }

    /** As {@link #floats(int, Floats[])}, for {@code int}. */
    public void ints(int length, Ints[] into) {
        ints.takeEach(length, into);
        for (Ints each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int)}, for {@code long}. */
    public Longs longs(int length) {
        return uninitializedLongs(length).zeroed();
    }

    /** As {@link #uninitializedFloats}, for {@code long}. */
    public Longs uninitializedLongs(int length) {
        return (Longs) take(longs, length);
    }

    /** As {@link #floats(int, Floats[])}, for {@code long}. */
    public void longs(int length, Longs[] into) {
        longs.takeEach(length, into);
        for (Longs each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int)}, for {@code double}. */
    public Doubles doubles(int length) {
        return uninitializedDoubles(length).zeroed();
    }

    /** As {@link #uninitializedFloats}, for {@code double}. */
    public Doubles uninitializedDoubles(int length) {
        return (Doubles) take(doubles, length);
    }

    /** As {@link #floats(int, Floats[])}, for {@code double}. */
    public void doubles(int length, Doubles[] into) {
        doubles.takeEach(length, into);
        for (Doubles each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int)}, for {@code short}. */
    public Shorts shorts(int length) {
        return uninitializedShorts(length).zeroed();
    }

    /** As {@link #uninitializedFloats}, for {@code short}. */
    public Shorts uninitializedShorts(int length) {
        return (Shorts) take(shorts, length);
    }

    /** As {@link #floats(int, Floats[])}, for {@code short}. */
    public void shorts(int length, Shorts[] into) {
        shorts.takeEach(length, into);
        for (Shorts each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int)}, for {@code byte}. */
    public Bytes bytes(int length) {
        return uninitializedBytes(length).zeroed();
    }

    /** As {@link #uninitializedFloats}, for {@code byte}. */
    public Bytes uninitializedBytes(int length) {
        return (Bytes) take(bytes, length);
    }

    /** As {@link #floats(int, Floats[])}, for {@code byte}. */
    public void bytes(int length, Bytes[] into) {
        bytes.takeEach(length, into);
        for (Bytes each : into) {
            each.zeroed();
        }
    }

    private BufferHandle take(BufferRack rack, int length) {
        SizeClass from = rack.classFor(length);
        int place = from.next;
        if (place >= from.stack.length
                || from.bytes > slices.limit - slices.used()
                || Safety.CHECKED) {
            return rack.take(length);
        }
        BufferHandle thing = from.stack[place];
        if (thing == null) {
            return rack.take(length);
        }
        return from.takenAt == scopes.depth
                ? handOut(from, thing, length)
                : handOutFirst(from, thing, length);
    }

    private BufferHandle handOutFirst(SizeClass from, BufferHandle thing, int length) {
        scopes.noteFirstTake(from);
        return handOut(from, thing, length);
    }

    private BufferHandle handOut(SizeClass from, BufferHandle thing, int length) {
        from.next++;
        slices.charge(from.bytes);
        thing.length = length;
        thing.capacity = from.capacity;
        return thing;
    }

    /** Takes something that starts empty and grows. */
    private FrameCollection takeEmpty(BufferRack rack, int expected) {
        FrameCollection taken = (FrameCollection) take(rack, expected);
        taken.length = 0;
        taken.depth = scopes.depth;
        return taken;
    }

    // --- lists

    // Here, and not with the maps, because of what the JIT sees. Where it finds the call of one of
    // these it inlines that much and no more, and the store tells it that the list is empty. So a
    // loop that fills it counts with one variable for the loop and the list: a quarter faster.

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
        IntList list = (IntList) takeEmpty(intLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for {@code float}. */
    public FloatList floatList(int expected) {
        FloatList list = (FloatList) takeEmpty(floatLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for {@code long}. */
    public LongList longList(int expected) {
        LongList list = (LongList) takeEmpty(longLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for {@code double}. */
    public DoubleList doubleList(int expected) {
        DoubleList list = (DoubleList) takeEmpty(doubleLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for {@code short}. */
    public ShortList shortList(int expected) {
        ShortList list = (ShortList) takeEmpty(shortLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for {@code byte}. */
    public ByteList byteList(int expected) {
        ByteList list = (ByteList) takeEmpty(byteLists, expected);
        list.length = 0;
        return list;
    }

    /** As {@link #intList(int)}, for references, which the list lets go of when the scope ends. */
    @SuppressWarnings("unchecked") // it is empty, and so was the last user's when it was released
    public <T extends @Nullable Object> ObjectList<T> objectList(int expected) {
        ObjectList<T> list = (ObjectList<T>) takeEmpty(objectLists, expected);
        list.length = 0;
        return list;
    }

    // --- maps, queues, bits and text

    /**
     * Takes an empty map for the innermost scope, with room for {@code expected} entries before it
     * grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>29</sup>
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntIntMap intIntMap(int expected) {
        requireAtMost(intIntMaps, expected, IntKeys.MAX_ENTRIES);
        return (IntIntMap) takeEmpty(intIntMaps, expected);
    }

    /** As {@link #intIntMap(int)}, with keys of {@code long}. */
    public LongIntMap longIntMap(int expected) {
        requireAtMost(longIntMaps, expected, LongKeys.MAX_ENTRIES);
        return (LongIntMap) takeEmpty(longIntMaps, expected);
    }

    /** As {@link #intIntMap(int)}, for references, which the map lets go of when the scope ends. */
    @SuppressWarnings("unchecked") // it is empty, and so was the last user's when it was released
    public <T> IntObjectMap<T> intObjectMap(int expected) {
        requireAtMost(intObjectMaps, expected, IntKeys.MAX_ENTRIES);
        return (IntObjectMap<T>) takeEmpty(intObjectMaps, expected);
    }

    /**
     * Takes an empty queue for the innermost scope, with room for {@code expected} elements before
     * it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>30</sup>
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntQueue intQueue(int expected) {
        requireAtMost(intQueues, expected, IntQueue.MAX_ELEMENTS);
        IntQueue queue = (IntQueue) takeEmpty(intQueues, expected);
        queue.begin();
        return queue;
    }

    /**
     * Takes a set of bits, all clear, for the innermost scope, with room for the first {@code
     * expected} before it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public FrameBits bits(int expected) {
        return (FrameBits)
                takeEmpty(bitSets, expected < 0 ? expected : FrameBits.wordsFor(expected));
    }

    /** As {@link FrameArena#intList(int)}, for the characters of a text. */
    public FrameText text(int expected) {
        return (FrameText) takeEmpty(texts, expected);
    }

    private static void requireAtMost(BufferRack rack, int expected, int most) {
        if (expected > most) {
            throw new InvalidSizeException(
                    rack
                            + " of "
                            + expected
                            + " elements was asked for; the most is "
                            + most
                            + ".");
        }
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
     * @throws OutOfNativeMemoryException if the allocator's source declines; one of heap arrays
     *     does for alignments over 8
     * @throws MemorySourceException if the allocator's source breaks its promises
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        // Short, so that it is inlined wherever it is called; and one way to make the slice, so
        // that escape analysis sees through it. Then the slice needs no object.
        long offset = reserve(byteSize, byteAlignment);
        return slices.view.asSlice(offset, byteSize);
    }

    /**
     * Takes one slice of native memory for {@code count} elements, one after the other; see {@link
     * #allocate(long, long)}.
     *
     * <p>From 1 KiB on, in standard, a frame like the one before is given the same objects again,
     * so that the slices cost no object wherever they go, up to 4,096 a frame. Smaller ones are as
     * those of the other method. Code that takes both sizes in one place, by a count that varies,
     * has an object for each of the smaller ones as well.
     *
     * @param elementLayout says the size and the alignment of an element
     * @throws InvalidSizeException if {@code count} is negative, or the elements take more than
     *     2<sup>31</sup> bytes
     * @throws InvalidAlignmentException if the layout's alignment is over 2<sup>30</sup>
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws OutOfNativeMemoryException if the system has none left
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    @Override
    public MemorySegment allocate(MemoryLayout elementLayout, long count) {
        // The JDK's own goes by a new layout for the sequence, which is an object.
        long byteSize = bytesOf(elementLayout, count);
        long offset = reserve(byteSize, elementLayout.byteAlignment());
        if (byteSize < LARGE_SLICE_BYTES) {
            return slices.view.asSlice(offset, byteSize);
        }
        return slices.largeSlice(offset, byteSize);
    }

    /**
     * As {@link #allocate(long, long)}, for a slice that other threads use until the scope ends,
     * and asynchronous calls that are waited for until then. In standard it is the same; from
     * checked on a slice of the other methods is for this thread alone, and a call that is given
     * one on another thread fails there, or never completes. Such a scope costs tens of
     * microseconds more from checked on.
     *
     * <p>What is used longer than the scope lives should be of a {@link FrameRing}, {@linkplain
     * #promote(MemorySegment) promoted}, or a block of a pool. From checked on a scope that ends
     * while a call uses its slice throws {@link ExpiredException} when it has ended.
     *
     * @throws InvalidSizeException if the size is out of range
     * @throws InvalidAlignmentException if the alignment is none
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws OutOfNativeMemoryException if the allocator's source declines
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public MemorySegment allocateShared(long byteSize, long byteAlignment) {
        long offset = reserve(byteSize, byteAlignment);
        return Safety.CHECKED
                ? slices.sharedSlice(offset, byteSize)
                : slices.view.asSlice(offset, byteSize);
    }

    private static long bytesOf(MemoryLayout elementLayout, long count) {
        long elementBytes = elementLayout.byteSize();
        if (count < 0 || count > ArenaErrors.MAX_SLICE_BYTES / Math.max(elementBytes, 1)) {
            throw ArenaErrors.tooManyElements(count, elementBytes);
        }
        return count * elementBytes;
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
        stack.count++;
        return start;
    }

    private long reserveSlowly(long byteSize, long byteAlignment) {
        frame.require("a native slice");
        ArenaErrors.requireSlice(byteSize, byteAlignment);
        long start = slices.reserve(byteSize, byteAlignment);
        slices.count++;
        return start;
    }

    // --- memory given back

    /**
     * Lets go of what is spare here: of all at rest, and in a frame, if it is the calling thread's,
     * of what is not handed out. Not for arenas that change threads in a frame. Returns how many
     * bytes that was.
     */
    long letGoOfSpares() {
        return identity.isOwner() && scopes.depth != 0 ? recycled.letGo() : atRest.letGo();
    }

    // --- the end of the arena

    /** Ends the frame for taking, and keeps it for what was taken; {@link FrameRing} ends it. */
    void seal() {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        try {
            scopes.unwindToFrame();
        } finally {
            if (Safety.CHECKED) {
                identity.readByAll(true);
            }
            slices.seal();
        }
    }

    /** Ends whatever its owner, a thread that has died, left open. */
    void abandon() {
        scopes.abandon();
        slices.abandon();
    }

    /** Ends whatever is open and gives all memory back; no frame can be begun from now on. */
    void retire() {
        try {
            unwind(0);
        } finally {
            abandon();
            identity.retire();
            slices.retire();
            scopes.leases.retire();
            recycled.retire();
        }
    }

    @Override
    public String toString() {
        return identity.describe();
    }
}
