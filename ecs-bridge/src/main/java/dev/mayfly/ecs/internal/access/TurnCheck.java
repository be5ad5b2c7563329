package dev.mayfly.ecs.internal.access;

import dev.mayfly.ecs.error.UndeclaredWriteException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds, from checked on, what a turn has written without declaring it and without asking: fields
 * of plain components, of values and of events, which are fields like any other; columns, through
 * segments that were got earlier; composition, through transmuters and archetypes. It copies all
 * that the turn may not write before, and compares after.
 *
 * <p>What a guard catches where it is done ({@link TypeGuard}) does not come this far. A turn that
 * fails is not compared: its exception ends the tick. A turn within which the world was ticked is
 * not compared either, since other systems have had turns meanwhile.
 */
public final class TurnCheck {

    /** The number of no turn. */
    public static final int NONE = 0;

    private final WatchedStorage storage;
    private final Map<Class<?>, ColumnsCopy> copies = new HashMap<>();
    private final List<ColumnsCopy> taken = new ArrayList<>();
    private final ObjectsCopy objects;

    private @Nullable CompositionCopy composition;
    private @Nullable ComponentsCopy components;

    private Authors authors = new Authors(List.of());
    private int turn = NONE;

    /** A check of turns in the world of this storage. */
    public TurnCheck(WatchedStorage storage) {
        this.storage = storage;
        objects = new ObjectsCopy(storage::isOutside);
    }

    /**
     * A turn begins.
     *
     * @return its number, to be given to {@link #end}
     */
    public int begin(Authors whose) {
        authors = whose;
        turn++;
        composition().take();
        takeColumns(whose);
        objects.clear();
        components().take(whose, objects);
        storage.show(whose, objects);
        objects.follow();
        return turn;
    }

    /** Others have turns within the one that is on, so what has changed at its end has changed. */
    public void interrupt() {
        turn++;
    }

    /**
     * A turn has ended, and not by an exception.
     *
     * @throws UndeclaredWriteException if it has left something changed that it may not write
     */
    public void end(int ended) {
        try {
            if (ended == turn) {
                compare();
            }
        } finally {
            objects.clear();
            components().forget();
        }
    }

    private void compare() {
        composition().compare(authors);
        components().compare(authors);
        for (ColumnsCopy copy : taken) {
            copy.compare(authors);
        }
        objects.compare(authors);
    }

    /**
     * Whether these have to have their turns one after the other, because if one of them wrote what
     * another declares, and it was found afterwards, nobody could say whose write it was.
     */
    public boolean isAmbiguous(Authors whose) {
        for (SystemAccess system : whose.systems()) {
            for (Class<?> type : system.writes()) {
                if (!storage.isColumns(type)) {
                    return true;
                }
            }
        }
        for (StoredColumns stored : storage.columns()) {
            if (stored.columns().isExposed() && whose.mayWrite(stored.type())) {
                return true;
            }
        }
        return false;
    }

    private void takeColumns(Authors whose) {
        taken.clear();
        for (StoredColumns stored : storage.columns()) {
            if (!whose.mayWrite(stored.type())) {
                ColumnsCopy copy =
                        copies.computeIfAbsent(stored.type(), _ -> new ColumnsCopy(stored));
                copy.take();
                taken.add(copy);
            }
        }
    }

    private CompositionCopy composition() {
        if (composition == null) {
            composition = new CompositionCopy(new EntityBooks(storage.world()));
        }
        return composition;
    }

    private ComponentsCopy components() {
        if (components == null) {
            components = new ComponentsCopy(storage.world(), storage::isColumns);
        }
        return components;
    }
}
