package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

import dev.mayfly.ecs.internal.world.BridgeSystem;

/**
 * Closes the stores, and the team that the world has made, when the world is disposed of; comes
 * last, so that each system's own {@code dispose} can still read them.
 */
@SkipWire
final class StoreCloser extends BridgeSystem {

    private final InstalledPlugin installed;
    private final Transients transients;

    StoreCloser(InstalledPlugin installed, Transients transients) {
        super(installed.allocator(), installed.stores(), installed.betweenTicks());
        this.installed = installed;
        this.transients = transients;
    }

    @Override
    protected void dispose() {
        stores().close();
        transients.close();
        installed.workers().close();
    }
}
