package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.ChunkStore;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The part of a {@link FrameArena} that hands out typed buffers, and what every part of it shares:
 * the owner, the open scopes and the books.
 */
abstract sealed class ArenaBuffers permits ArenaCollections {

    /** Everything that is recycled here, to be trimmed when the load has fallen. */
    final List<Recycled> recycled = new ArrayList<>();

    /** The racks of this arena, by their kind. */
    final List<BufferRack> racks = new ArrayList<>();

    final BufferRack floats =
            new BufferRack(
                    this, "Floats", Float.BYTES, (r, c, n) -> new Floats(r, c, new float[n], 0));
    final BufferRack ints =
            new BufferRack(this, "Ints", Integer.BYTES, (r, c, n) -> new Ints(r, c, new int[n], 0));
    final BufferRack longs =
            new BufferRack(this, "Longs", Long.BYTES, (r, c, n) -> new Longs(r, c, new long[n], 0));
    final BufferRack doubles =
            new BufferRack(
                    this,
                    "Doubles",
                    Double.BYTES,
                    (r, c, n) -> new Doubles(r, c, new double[n], 0));
    final BufferRack shorts =
            new BufferRack(
                    this,
                    "Shorts",
                    Short.BYTES,
                    (r, c, n) -> new Shorts(r, c, new short[n], (short) 0));
    final BufferRack bytes =
            new BufferRack(
                    this, "Bytes", Byte.BYTES, (r, c, n) -> new Bytes(r, c, new byte[n], (byte) 0));

    final Backing backing;
    final ChunkStore store;
    final ArenaSettings settings;
    final NativeStack slices;
    final ScopeStack scopes;

    /** What messages call this arena; empty for the one that belongs to a thread. */
    final String name;

    Thread owner;

    ArenaBuffers(
            Backing backing,
            ArenaSettings settings,
            String name,
            Thread owner,
            Supplier<Arena> lifetimes) {
        this.backing = backing;
        this.store = backing.chunks;
        this.settings = settings;
        this.name = name;
        this.owner = owner;
        this.slices = new NativeStack(this, backing.chunks, settings, lifetimes);
        this.scopes = new ScopeStack((FrameArena) this, slices);
    }

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

    final Expiring take(BufferRack rack, int length) {
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

    // --- what the slow paths share

    final void requireFrame(Object wanted) {
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
    final boolean isOwner() {
        return Thread.currentThread() == owner;
    }

    final void requireOwner() {
        if (!isOwner()) {
            throw ArenaErrors.foreignThread(this);
        }
    }

    /** Throws if {@code bytes} more would pass a limit. */
    void requireRoom(long bytes) {
        if (bytes > slices.limit - slices.used()) {
            scopes.leases.makeRoom(bytes);
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

    /** Lets go of what has not been used for a while; between two frames. */
    final void giveBackSpares() {
        recycled.forEach(Recycled::trim);
        backing.quietFramesPassed();
    }

    /** What messages call this arena. */
    final String title() {
        return name.isEmpty()
                ? "the arena of thread '" + owner.getName() + "'"
                : "arena '" + name + "' of thread '" + owner.getName() + "'";
    }

    /** This arena and what it is in the middle of, for messages. */
    String describe() {
        return title() + " (" + scopes + ")";
    }

    @Override
    public String toString() {
        return describe();
    }
}
