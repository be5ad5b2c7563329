package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.TeamMemory;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Where threads get their {@link FrameArena}s, and what the arenas share: the store of native
 * chunks.
 *
 * <p>May be used by any thread. One allocator serves a whole process: {@link #shared()} is there
 * for that, and as many worlds as there are can use it. {@link #create()} makes one with a life of
 * its own, for a part of a program that has to give its memory back when it is done.
 */
public final class FrameAllocator extends Face<TeamMemory<FrameArena>> implements AutoCloseable {

    private static final class Shared {
        static final FrameAllocator INSTANCE =
                create(ArenaSettings.defaults(), MemorySource.ofNative());
    }

    private final Backing backing;
    private final ChunkStore store;
    private final ArenaSettings settings;
    private final ArenaRegistry arenas;

    @SuppressWarnings("ThreadLocalUsage") // one for each allocator; no arena leads back to it
    private final ThreadLocal<@Nullable WeakReference<FrameArena>> ofThread = new ThreadLocal<>();

    private FrameAllocator(ArenaSettings settings, MemorySource source, LongSupplier nanos) {
        this(settings, new Backing(source), nanos);
    }

    private FrameAllocator(ArenaSettings settings, Backing backing, LongSupplier nanos) {
        this(settings, backing, new ArenaRegistry(backing, settings, nanos));
    }

    private FrameAllocator(ArenaSettings settings, Backing backing, ArenaRegistry arenas) {
        super(arenas);
        this.settings = settings;
        this.backing = backing;
        this.store = backing.chunks;
        this.arenas = arenas;
        arenas.enrol();
    }

    /** A new allocator over native memory. Close it when nothing uses it any more. */
    public static FrameAllocator create() {
        return create(ArenaSettings.defaults());
    }

    /** A new allocator whose arenas have these settings, where they are not given others. */
    public static FrameAllocator create(ArenaSettings settings) {
        return create(settings, MemorySource.ofNative());
    }

    /** As {@link #create(ArenaSettings, MemorySource)}, with the default settings. */
    public static FrameAllocator create(MemorySource source) {
        return create(ArenaSettings.defaults(), source);
    }

    /**
     * A new allocator whose arenas have these settings, where they are not given others. It takes
     * its chunks for slices from {@code source}, and gives them back when they are not needed, the
     * last with {@link #close()}. Typed buffers are arrays of the JVM and have no source.
     */
    public static FrameAllocator create(ArenaSettings settings, MemorySource source) {
        return create(settings, source, System::nanoTime);
    }

    /** As above; {@code nanos} says what time it is. */
    static FrameAllocator create(ArenaSettings settings, MemorySource source, LongSupplier nanos) {
        return new FrameAllocator(settings, source, nanos);
    }

    /** The allocator that lives as long as the process; it cannot be closed. */
    public static FrameAllocator shared() {
        return Shared.INSTANCE;
    }

    /**
     * The arena of the calling thread: made, or taken over from a thread that has died, at the
     * first call, and the same one from then on.
     *
     * @throws AllocatorClosedException if this allocator was closed
     */
    public FrameArena arena() {
        FrameArena arena = known();
        if (arena == null || store.isClosed()) {
            return claimArena();
        }
        return arena;
    }

    /**
     * The arena of the calling thread, if it has one. Weakly, as a thread keeps the value of a
     * thread-local that nobody has any more: the allocator keeps the arena, until both are dropped.
     */
    private @Nullable FrameArena known() {
        WeakReference<FrameArena> mine = ofThread.get();
        return mine == null ? null : mine.get();
    }

    private FrameArena claimArena() {
        FrameArena arena = arenas.claim();
        ofThread.set(new WeakReference<>(arena));
        return arena;
    }

    /** As {@link #ring(String, int, ArenaSettings)}, with the settings of this allocator. */
    public FrameRing ring(String name, int frames) {
        return ring(name, frames, settings);
    }

    /**
     * Frames whose memory stays valid until {@code frames - 1} further ones have ended, for the
     * calling thread. Close it to have its memory back before that of the allocator.
     *
     * @param name what messages call it
     * @param frames from 1 to 16
     * @throws InvalidSizeException if there are none or more than 16 frames
     * @throws AllocatorClosedException if this allocator was closed
     */
    public FrameRing ring(String name, int frames, ArenaSettings arenaSettings) {
        return ring(name, frames, arenaSettings, backing);
    }

    /**
     * As {@link #ring(String, int, ArenaSettings)}, with chunks for slices from {@code source}
     * instead of the allocator's. They are given back when they are not needed, the last when the
     * ring or the allocator is closed.
     *
     * @throws InvalidSizeException if there are none or more than 16 frames
     * @throws AllocatorClosedException if this allocator was closed
     */
    public FrameRing ring(
            String name, int frames, ArenaSettings arenaSettings, MemorySource source) {
        return ring(name, frames, arenaSettings, new Backing(source, backing));
    }

    private FrameRing ring(String name, int frames, ArenaSettings arenaSettings, Backing of) {
        if (frames < 1 || frames > FrameRing.MOST_FRAMES) {
            throw new InvalidSizeException(
                    "Ring '"
                            + name
                            + "' of "
                            + frames
                            + " frames was asked for; use 1 to "
                            + FrameRing.MOST_FRAMES
                            + ".");
        }
        FrameArena[] inTurn = new FrameArena[frames];
        for (int i = 0; i < frames; i++) {
            inTurn[i] = arenas.addNamed(of, name, arenaSettings, Arena::ofShared);
        }
        return new FrameRing(arenas, name, inTurn);
    }

    /** As {@link #scratch(String, ArenaSettings)}, with the settings of this allocator. */
    public Scratch scratch(String name) {
        return scratch(name, settings);
    }

    /**
     * Memory that lives across frames until it is reset, for the calling thread. Close it to have
     * its memory back before that of the allocator.
     *
     * @param name what messages call it
     * @throws AllocatorClosedException if this allocator was closed
     */
    public Scratch scratch(String name, ArenaSettings arenaSettings) {
        return scratch(name, arenaSettings, backing);
    }

    /**
     * As {@link #scratch(String, ArenaSettings)}, with chunks for slices from {@code source}
     * instead of the allocator's. They are given back when they are not needed, the last when the
     * scratch or the allocator is closed.
     *
     * @throws AllocatorClosedException if this allocator was closed
     */
    public Scratch scratch(String name, ArenaSettings arenaSettings, MemorySource source) {
        return scratch(name, arenaSettings, new Backing(source, backing));
    }

    private Scratch scratch(String name, ArenaSettings arenaSettings, Backing of) {
        FrameArena made = arenas.addNamed(of, name, arenaSettings, Arena::ofConfined);
        return new Scratch(arenas, made, Tag.of(name));
    }

    /**
     * Sets who is told of scopes that pass the {@link Tag#withSoftLimit soft limit} of their tag,
     * on any arena of this allocator, from now on. Without one, the first time for each tag is
     * logged as a warning to the {@link System.Logger} {@code dev.mayfly.allocator}. May be called
     * by any thread.
     */
    public void onSoftLimit(SoftLimitListener listener) {
        arenas.onSoftLimit(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Sets the most native memory that this allocator has at once, from now on: in the chunks of
     * all its arenas, rings, scratches and teams, of slices and native columns, in frames and
     * promoted, and in store. At first it has no limit of its own, only that of the process: {@code
     * -Dmayfly.maxNative}, which is as much as the heap may have where it is not set. Not counted
     * are arrays of the heap, and pieces of a mapped file.
     *
     * <p>A request that would pass the limit is refused with an {@link OutOfNativeMemoryException},
     * after all was let go of that nobody uses. Where less is set than is in use, that stays, and
     * nothing more is given. May be called by any thread.
     *
     * @param bytes the limit, in bytes; 0 or more
     * @throws InvalidSizeException if it is negative
     */
    public void limitNative(long bytes) {
        backing.limit.set(bytes);
    }

    /**
     * What has been promoted and not been closed, the oldest first; each says what it is and where
     * it was promoted. What stays in here without being used is a leak.
     */
    public List<Promotion<?>> promoted() {
        return backing.promotions.open();
    }

    /**
     * What was sent from arenas of this allocator and has neither been received nor {@linkplain
     * Parcel#discard discarded}, the oldest first; each says what is in it and who sent it. What
     * stays in here is a leak.
     */
    public List<Parcel<?>> unreceived() {
        return backing.transit.all();
    }

    /**
     * Bytes of native memory that this allocator has from its source, and its rings and scratches
     * from theirs, in arenas and in store. Takes locks; not for a hot path.
     */
    public long nativeBytes() {
        return arenas.nativeBytes();
    }

    /**
     * Adds up what all arenas have counted so far. Nobody who takes memory waits for it or is
     * slowed by it: the counters are those that arenas keep anyway, and those of another living
     * thread are looked at once in 100 microseconds at most; they may be as old as that. Makes some
     * garbage, and takes a lock that threads take at their first call of {@link #arena()}. May be
     * called by any thread, also when this allocator was closed: it tells what there was until
     * then.
     */
    public FrameStatistics statistics() {
        return arenas.statistics();
    }

    /**
     * Bytes of arrays that wait for an arena that lacks one: what transfers left over, and what was
     * promoted and closed. Takes a lock; not for a hot path.
     */
    public long spareBytes() {
        return backing.surplus.bytes();
    }

    /**
     * Lets go of all that is spare, for the garbage collector and for the sources of native memory:
     * what arenas at rest hold for their next frames, the arenas of threads that have died, the
     * rings and scratches of such threads, and what waits in the stores. Of an arena in a frame, if
     * it is the calling thread's, all that is not handed out. Not what an arena holds that is in a
     * frame of another thread, as a team's or a {@link Scratch}'s may be, nor what paranoid holds
     * back. The next frames make anew what they need.
     *
     * <p>For the moment when a program knows that memory is better used elsewhere: a level is over,
     * the window is hidden. Where memory runs out, the allocator does this by itself before it
     * throws. Takes locks; may be called by any thread, and does nothing once this allocator was
     * closed.
     *
     * @return how many bytes that was; objects of the user's class are not counted
     */
    public long trim() {
        return arenas.letGo();
    }

    /** Whether {@link #close()} was called. */
    public boolean isClosed() {
        return store.isClosed();
    }

    /**
     * Gives all native memory back to the system. Arenas of this allocator begin no further frame;
     * a frame that another thread has open keeps its typed buffers until it ends. Its native slices
     * throw {@link IllegalStateException} when they are touched; from checked on they stay valid
     * until it ends, and their memory is given back then. Rings and scratches of the calling thread
     * are closed with it; those of other threads that are open then are named in the log. Closing
     * again does nothing.
     *
     * <p>An allocator that is dropped instead, with all its arenas, gives back what no open frame
     * has taken, and logs how much that was and how much stays.
     *
     * @throws FrameOpenException if the calling thread has a frame open, or a {@link
     *     dev.mayfly.allocator.team.FrameTeam} of this allocator has; nothing changes
     * @throws AllocatorClosedException if this is the {@link #shared()} one
     * @throws LeakedException if something promoted was not closed, or a parcel neither received
     *     nor discarded; the allocator is closed all the same
     * @throws MemorySourceException if a source has failed to take memory back; the allocator is
     *     closed all the same, and closing it again tries again
     */
    @Override
    public void close() {
        if (this == Shared.INSTANCE) {
            throw new AllocatorClosedException(
                    "FrameAllocator.shared() lives as long as the process and cannot be closed."
                            + " Make one with FrameAllocator.create() where memory has to be given"
                            + " back.");
        }
        FrameArena own = known();
        if (own != null && own.isOpen()) {
            throw new FrameOpenException(
                    "The allocator was closed while a frame is open on "
                            + own
                            + ". End the frame first.");
        }
        try {
            arenas.close();
        } finally {
            // Not where closing was refused: then nothing changes.
            if (isClosed()) {
                ofThread.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "FrameAllocator with "
                + store.takenBytes()
                + " native bytes in arenas and "
                + store.freeBytes()
                + " in store"
                + (isClosed() ? " (closed)" : "");
    }
}
