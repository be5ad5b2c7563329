package dev.mayfly.ecs.internal.access;

import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.ecs.internal.artemis.EntityBooks;

import java.util.ArrayList;
import java.util.List;

/** What an entity is and has, for messages. */
final class Standing {

    private Standing() {}

    /** As a sentence that begins with "It" or "No". */
    static String of(World world, int id) {
        EntityBooks books = new EntityBooks(world);
        if (id >= books.nextId()) {
            return "No entity has had this id yet.";
        }
        if (!books.isTaken(id)) {
            return "It was deleted in an earlier tick, and nobody has its id now.";
        }
        List<String> components = componentsOf(books, id);
        return switch (components.size()) {
            case 0 -> "It has no components.";
            case 1 -> "It has " + components.getFirst() + ".";
            default ->
                    "It has "
                            + String.join(", ", components.subList(0, components.size() - 1))
                            + " and "
                            + components.getLast()
                            + ".";
        };
    }

    private static List<String> componentsOf(EntityBooks books, int id) {
        BitVector composition = books.composition(books.identities().get(id));
        List<String> names = new ArrayList<>();
        for (int i = composition.nextSetBit(0); i >= 0; i = composition.nextSetBit(i + 1)) {
            names.add(books.type(i).getSimpleName());
        }
        return names;
    }
}
