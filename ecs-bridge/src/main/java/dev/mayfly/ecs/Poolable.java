package dev.mayfly.ecs;

/**
 * What {@link FrameMapper} and {@link FrameEvents} use again and again instead of making it anew.
 * Artemis' own {@code PooledComponent} serves as well.
 */
public interface Poolable {

    /**
     * Puts every field back to what it is in a new instance. Called before an instance is handed
     * out again, and never on a new one. Must allocate nothing if ticks are to make no garbage.
     */
    void reset();
}
