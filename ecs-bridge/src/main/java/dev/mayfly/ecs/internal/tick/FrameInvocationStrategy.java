package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameArena;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Runs a world's systems as Artemis' own strategy does, in frame scopes: each {@code
 * World.process()} is a tick, in which all systems have their turns in the order of registration.
 * If it is told to, it runs groups of systems {@link GroupTurn side by side}, each group between
 * two rounds of listeners as a single system is.
 */
public final class FrameInvocationStrategy extends TickStrategy {

    private final TickParts parts;
    private @Nullable SystemPass all;

    /** That of a world that has these parts. */
    public FrameInvocationStrategy(TickParts parts) {
        super(parts);
        this.parts = parts;
    }

    @Override
    protected void initialize() {
        super.initialize();
        all = new SystemPass(this, parts, table, world, systems, disabled, true, _ -> true);
    }

    @Override
    void processIn(FrameArena arena) {
        tick(arena);
    }

    @Override
    void runSystems(FrameArena arena) {
        Objects.requireNonNull(all).run(arena);
    }
}
