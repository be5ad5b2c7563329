package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

/**
 * Closes the stores, and the team that the world has made, when the world is disposed of; comes
 * last, so that each system's own {@code dispose} can still read them.
 */
@SkipWire
final class StoreCloser extends PassiveSystem {

    private final SoaStores stores;
    private final Transients transients;
    private final WorldWorkers workers;

    StoreCloser(SoaStores stores, Transients transients, WorldWorkers workers) {
        this.stores = stores;
        this.transients = transients;
        this.workers = workers;
    }

    @Override
    protected void dispose() {
        stores.close();
        transients.close();
        workers.close();
    }
}
