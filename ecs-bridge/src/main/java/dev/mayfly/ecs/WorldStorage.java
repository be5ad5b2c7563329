package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.ecs.internal.access.Authors;
import dev.mayfly.ecs.internal.access.ObjectsCopy;
import dev.mayfly.ecs.internal.access.StoredColumns;
import dev.mayfly.ecs.internal.access.WatchedStorage;
import dev.mayfly.ecs.internal.store.SoaStores;

import java.util.ArrayList;
import java.util.List;

/** All storage of one world, for the check of turns. */
final class WorldStorage implements WatchedStorage {

    private final SoaStores stores;
    private final Transients transients;

    WorldStorage(SoaStores stores, Transients transients) {
        this.stores = stores;
        this.transients = transients;
    }

    @Override
    public World world() {
        return stores.world();
    }

    @Override
    public boolean isColumns(Class<?> type) {
        return stores.isStored(type) || FrameComponent.class.isAssignableFrom(type);
    }

    @Override
    public boolean isOutside(Class<?> type) {
        return TransientTable.class.isAssignableFrom(type)
                || type == FrameEvents.class
                || type == EventReader.class
                || type == Commands.class
                || type == EntityHandles.class
                || type == EntityQuery.class;
    }

    @Override
    public List<StoredColumns> columns() {
        List<StoredColumns> all = new ArrayList<>();
        stores.all()
                .forEach(
                        store ->
                                all.add(
                                        new StoredColumns(
                                                store.type(), Insides.of(store.columns()))));
        transients
                .stores()
                .forEach(
                        store ->
                                all.add(
                                        new StoredColumns(
                                                store.getClass(), Insides.of(store.columns()))));
        return all;
    }

    @Override
    public void show(Authors authors, ObjectsCopy copy) {
        transients.show(authors, copy);
    }
}
