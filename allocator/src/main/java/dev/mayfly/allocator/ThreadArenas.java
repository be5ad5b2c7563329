package dev.mayfly.allocator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The arenas that threads own, and those of threads that have died and wait for the next.
 *
 * <p>How it works: nothing tells when a thread dies, so the owners are looked through, when none
 * waits. With many threads alive that takes long, so after a look the next one is due only when a
 * sixteenth as many arenas as there were have been claimed; until then new arenas are made. So a
 * claim costs the look at some sixteen owners on average, and there are at most about a fifth more
 * arenas than there have been threads alive at once.
 *
 * <p>Not safe for use by several threads: the allocator's lock is held around each call.
 */
final class ThreadArenas {

    /** How much of the arenas has to be claimed between two looks: one in so many. */
    private static final int LOOK_PART = 16;

    private final Supplier<FrameArena> maker;
    private final List<FrameArena> owned = new ArrayList<>();
    private final ArrayDeque<FrameArena> waiting = new ArrayDeque<>();
    private int claimsUntilLook;

    /** Made once, as looks are a part of frames. */
    private final Predicate<FrameArena> collectIfDead = this::collectIfDead;

    ThreadArenas(Supplier<FrameArena> maker) {
        this.maker = maker;
    }

    /** An arena for the calling thread, which has none: that of one that died, or a new one. */
    FrameArena claim() {
        if (waiting.isEmpty() && claimsUntilLook <= 0) {
            collectFromTheDead();
        }
        claimsUntilLook--;
        FrameArena arena = waiting.poll();
        if (arena == null) {
            arena = maker.get();
        } else {
            arena.identity.lend(Thread.currentThread());
        }
        owned.add(arena);
        return arena;
    }

    /** Has the arenas of threads that have died wait for the next. */
    void collectFromTheDead() {
        claimsUntilLook = owned.size() / LOOK_PART;
        owned.removeIf(collectIfDead);
    }

    private boolean collectIfDead(FrameArena arena) {
        boolean died = !arena.owner().isAlive();
        if (died) {
            arena.abandon();
            arena.identity.forgetDeadOwner();
            waiting.add(arena);
        }
        return died;
    }

    void forEach(Consumer<FrameArena> action) {
        owned.forEach(action);
        waiting.forEach(action);
    }

    /** All of them, in a new list. */
    List<FrameArena> all() {
        List<FrameArena> all = new ArrayList<>(owned);
        all.addAll(waiting);
        return all;
    }

    void clear() {
        owned.clear();
        waiting.clear();
    }
}
