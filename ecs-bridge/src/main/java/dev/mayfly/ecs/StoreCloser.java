package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

import dev.mayfly.ecs.internal.world.PassiveSystem;

/**
 * Closes what the plugin has installed when the world is disposed of; comes last, so that each
 * system's own {@code dispose} can still read the stores.
 */
@SkipWire
final class StoreCloser extends PassiveSystem {

    private final Runnable closing;

    StoreCloser(Runnable closing) {
        this.closing = closing;
    }

    @Override
    protected void dispose() {
        closing.run();
    }
}
