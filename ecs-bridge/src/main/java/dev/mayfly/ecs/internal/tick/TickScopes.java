package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.ecs.error.NoEngineFrameException;

/** The scopes around a world's ticks and rounds of listeners, and the arena that they are in. */
public final class TickScopes {

    private final FrameAllocator allocator;
    private final ArenaFields fields;
    private final Tag tick;
    private final Tag listeners;
    private final boolean kept;

    /**
     * Those of one world.
     *
     * @param fields are set to the arena
     * @param kept whether what a tick takes lives on in the scope of an engine's that is around it
     */
    public TickScopes(
            FrameAllocator allocator, ArenaFields fields, Tag tick, Tag listeners, boolean kept) {
        this.allocator = allocator;
        this.fields = fields;
        this.tick = tick;
        this.listeners = listeners;
        this.kept = kept;
    }

    /** The arena of this thread, which the injected fields are set to. */
    FrameArena bindArena() {
        FrameArena arena = allocator.arena();
        fields.bindTo(arena);
        return arena;
    }

    /** Whether there is no scope of a tick's, but an engine's. */
    boolean areKept() {
        return kept;
    }

    /** Throws if there is no engine's. */
    static void requireFrame(FrameArena arena) {
        if (!arena.isOpen()) {
            throw new NoEngineFrameException(Thread.currentThread());
        }
    }

    /** Opens that of a tick. */
    FrameScope openTick(FrameArena arena) {
        return arena.isOpen() ? arena.scope(tick) : arena.begin(tick);
    }

    /** Opens that of a round of listeners between two ticks. */
    FrameScope openBetweenTicks(FrameArena arena) {
        return arena.isOpen() ? arena.scope(listeners) : arena.begin(listeners);
    }

    /** The tag of a round of listeners. */
    Tag listeners() {
        return listeners;
    }
}
