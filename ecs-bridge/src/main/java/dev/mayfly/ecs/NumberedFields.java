package dev.mayfly.ecs;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.StrayNumberException;
import dev.mayfly.ecs.internal.entity.EntityNumbers;
import dev.mayfly.ecs.internal.entity.NewIds;
import dev.mayfly.ecs.internal.entity.NumberHolders;
import dev.mayfly.ecs.internal.store.Presence;
import dev.mayfly.ecs.internal.store.SoaStores;
import dev.mayfly.ecs.internal.store.Store;

/**
 * What in one world is marked to hold ids, and may have been given the number of an entity that was
 * to be created: transients, in which it becomes an id; and columns of components, which commands
 * write ids to. Who writes a number to such a column directly is told so from checked on, as
 * looking through all rows is for no tick that is to be fast.
 */
final class NumberedFields implements NumberHolders {

    private final SoaStores stores;
    private final Transients transients;

    NumberedFields(SoaStores stores, Transients transients) {
        this.stores = stores;
        this.transients = transients;
    }

    @Override
    public void settle(NewIds ids) {
        transients.settle(ids);
        if (Safety.CHECKED) {
            for (Store<?> store : stores.all()) {
                for (Ints column : stores.columns().idsOf(store.columns())) {
                    requireNone(column, store.presence(), ids);
                }
            }
        }
    }

    private static void requireNone(Ints column, Presence presence, NewIds ids) {
        int entity = presence.nextSetBit(0);
        while (entity >= 0) {
            int value = column.get(entity);
            if (EntityNumbers.isNumber(value) && ids.idOf(value) != value) {
                throw StrayNumberException.found(value, column, entity);
            }
            entity = presence.nextSetBit(entity + 1);
        }
    }
}
