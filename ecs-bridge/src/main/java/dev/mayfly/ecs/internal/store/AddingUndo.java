package dev.mayfly.ecs.internal.store;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.artemis.EntityBooks;

/**
 * Takes from an entity what it was given by an operation that has failed since. Artemis adds one
 * component after the other and changes the composition last, so that is what a mapper knows of and
 * the composition does not. An entity that is not among the changed ones was being made from an
 * archetype; as nobody will learn its id, it is deleted.
 */
final class AddingUndo {

    private final World world;

    @SuppressWarnings("rawtypes")
    private final Bag<ComponentMapper> mappers;

    AddingUndo(World world, @SuppressWarnings("rawtypes") Bag<ComponentMapper> mappers) {
        this.world = world;
        this.mappers = mappers;
    }

    World world() {
        return world;
    }

    /** Undoes it for this entity; what fails then is suppressed into {@code failure}. */
    void undo(int entityId, Throwable failure) {
        EntityBooks books = new EntityBooks(world);
        BitVector composition = books.composition(books.identities().get(entityId));
        for (int i = 0; i < mappers.size(); i++) {
            ComponentMapper<?> mapper = mappers.get(i);
            if (mapper != null && !composition.get(i) && mapper.has(entityId)) {
                try {
                    ArtemisInternals.remove(mapper, entityId);
                } catch (Throwable second) {
                    Failures.joined(failure, second);
                }
            }
        }
        if (!books.changed().get(entityId)) {
            world.delete(entityId);
        }
    }
}
