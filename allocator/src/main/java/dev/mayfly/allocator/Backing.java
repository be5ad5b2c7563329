package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.chunk.NativeLimit;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * What the arenas of one allocator share: its stores, and the lists of what was promoted and of
 * what is on its way. Those of a ring or scratch with a source of its own have a store of chunks
 * beside, and share the rest.
 */
final class Backing {

    final ChunkStore chunks;

    /** Of the native memory in all stores of the allocator. */
    final NativeLimit limit;

    final Surplus surplus;
    final OpenPromotions promotions;
    final Transit transit;

    /** The allocator's, where this is one beside it. */
    private final @Nullable Backing shared;

    /** Looks for idle arenas; the allocator's registry. */
    private Runnable idleLook = () -> {};

    /** Says who uses how much; the allocator's registry. */
    private Supplier<String> users = () -> "";

    private int arenas;
    private int quiet;

    /** How many promoted things, and slices that nobody has ended, use chunks of this store. */
    private int keepers;

    /** Nothing yet; chunks will come from {@code source}. */
    Backing(MemorySource source) {
        shared = null;
        limit = NativeLimit.ofAllocator();
        chunks = ChunkStore.ofArenas("a frame allocator", source, limit, this::users);
        surplus = new Surplus();
        promotions = new OpenPromotions();
        transit = new Transit(surplus);
    }

    /** As {@code shared}, but for the chunks, which will come from {@code source}. */
    Backing(MemorySource source, Backing shared) {
        this.shared = shared;
        limit = shared.limit;
        chunks =
                ChunkStore.ofArenas(
                        "a ring or scratch with a source of its own", source, limit, shared::users);
        surplus = shared.surplus;
        promotions = shared.promotions;
        transit = shared.transit;
    }

    /** The allocator's: what lives longer than an arena hangs there. */
    Backing ofAllocator() {
        return shared == null ? this : shared;
    }

    /** Says who looks for idle arenas, before there is one. */
    void onIdleLook(Runnable look) {
        idleLook = look;
    }

    /** Says who knows the users of memory, before there is one. */
    void onUsers(Supplier<String> asked) {
        users = asked;
    }

    private String users() {
        return users.get();
    }

    /** Has the arenas looked at that have been at rest for long, with no lock held. */
    void lookAtIdle() {
        ofAllocator().idleLook.run();
    }

    /** Lets go of what no arena has wanted since the last review, whoever had quiet frames. */
    void review() {
        chunks.review();
        surplus.review();
    }

    synchronized void addArena() {
        arenas++;
        if (shared != null) {
            shared.addArena();
        }
    }

    /**
     * Counts an arena out. The chunks of a ring or scratch that was the last one's are freed, once
     * nothing else uses them.
     */
    void removeArena() {
        countOut();
        closeIfUnused();
    }

    private synchronized void countOut() {
        if (shared != null) {
            shared.removeArena();
        }
        arenas--;
    }

    /**
     * Something promoted, or a slice that nobody has ended, uses chunks from here, until {@link
     * #letGo} is called.
     */
    synchronized void keep() {
        keepers++;
    }

    void letGo() {
        countKeeperOut();
        closeIfUnused();
    }

    private synchronized void countKeeperOut() {
        keepers--;
    }

    private void closeIfUnused() {
        if (shared != null && isUnused()) {
            chunks.close();
        }
    }

    private synchronized boolean isUnused() {
        return arenas == 0 && keepers == 0;
    }

    /**
     * An arena has had its quiet frames. When as many have as there are arenas, the stores let go
     * of what nobody has wanted since the time before.
     */
    synchronized void quietFramesPassed() {
        if (++quiet >= arenas) {
            quiet = 0;
            chunks.review();
            if (shared == null) {
                surplus.review();
            }
        }
        if (shared != null) {
            shared.quietFramesPassed();
        }
    }
}
