package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

/**
 * Closes the stores when the world is disposed of; comes last, so that each system's own {@code
 * dispose} can still read them.
 */
@SkipWire
final class StoreCloser extends PassiveSystem {

    private final SoaStores stores;
    private final Transients transients;

    StoreCloser(SoaStores stores, Transients transients) {
        this.stores = stores;
        this.transients = transients;
    }

    @Override
    protected void dispose() {
        stores.close();
        transients.close();
    }
}
