package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

/**
 * Closes the stores when the world is disposed of; comes last, so that each system's own {@code
 * dispose} can still read them.
 */
@SkipWire
final class StoreCloser extends PassiveSystem {

    private final SoaStores stores;

    StoreCloser(SoaStores stores) {
        this.stores = stores;
    }

    @Override
    protected void dispose() {
        stores.close();
    }
}
