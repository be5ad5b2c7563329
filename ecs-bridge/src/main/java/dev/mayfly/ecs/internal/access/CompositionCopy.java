package dev.mayfly.ecs.internal.access;

import com.artemis.utils.BitVector;

import dev.mayfly.ecs.internal.artemis.EntityBooks;

/** Which types of components each entity has, as it was before a turn. */
final class CompositionCopy {

    private final EntityBooks books;
    private short[] before = {};
    private int ids;

    CompositionCopy(EntityBooks books) {
        this.books = books;
    }

    void take() {
        ids = books.nextId();
        short[] now = books.identities().getData();
        if (before.length < ids) {
            before = new short[now.length];
        }
        System.arraycopy(now, 0, before, 0, ids);
    }

    /** Throws if an entity has gained or lost a type that the authors may not write. */
    void compare(Authors authors) {
        short[] now = books.identities().getData();
        for (int id = 0, end = books.nextId(); id < end; id++) {
            // An entity that is new had the composition of those that wait: none.
            int was = id < ids ? before[id] : 0;
            if (now[id] != was) {
                compare(id, books.composition(was), books.composition(now[id]), authors);
            }
        }
    }

    private void compare(int entity, BitVector was, BitVector is, Authors authors) {
        BitVector changed = new BitVector(was);
        changed.xor(is);
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            Class<?> type = books.type(i);
            if (!authors.mayWrite(type)) {
                String name = type.getSimpleName();
                throw authors.changed(
                        type,
                        is.get(i)
                                ? "gave entity " + entity + " a " + name
                                : "took " + name + " from entity " + entity);
            }
        }
    }
}
