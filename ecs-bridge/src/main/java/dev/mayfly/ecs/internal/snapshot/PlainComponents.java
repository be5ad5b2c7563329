package dev.mayfly.ecs.internal.snapshot;

import com.artemis.Component;
import com.artemis.ComponentType;
import com.artemis.World;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.store.SoaStores;

/** Finds components that are objects, or hold some, of which there is no image. */
final class PlainComponents {

    private final SoaStores stores;
    private final EntityBooks books;
    private final BitVector types = new BitVector();
    private int typesSeen;

    PlainComponents(SoaStores stores, EntityBooks books) {
        this.stores = stores;
        this.books = books;
    }

    /** Throws if an entity has one. */
    void requireNone() {
        meetNewTypes();
        if (types.isEmpty()) {
            return;
        }
        BitVector compositions = compositionsWith(types);
        short[] of = books.identities().getData();
        for (int id = 0, end = books.nextId(); id < end; id++) {
            if (compositions.get(of[id])) {
                BitVector plain = new BitVector(books.composition(of[id]));
                plain.and(types);
                Class<? extends Component> type = books.type(plain.nextSetBit(0));
                throw stores.isStored(type)
                        ? PlainComponentException.holding(id, type)
                        : new PlainComponentException(id, type);
            }
        }
    }

    /** Types are only ever added to a world, so each is looked at once. */
    private void meetNewTypes() {
        World world = stores.world();
        ImmutableBag<ComponentType> known = world.getComponentManager().getComponentTypes();
        for (; typesSeen < known.size(); typesSeen++) {
            Class<? extends Component> type = known.get(typesSeen).getType();
            if (!stores.isStored(type) || stores.store(type).holdsObjects()) {
                types.set(typesSeen);
            }
        }
    }

    private BitVector compositionsWith(BitVector wanted) {
        BitVector with = new BitVector();
        for (int i = 0; i < books.compositions(); i++) {
            with.set(i, books.composition(i).intersects(wanted));
        }
        return with;
    }
}
