package dev.mayfly.ecs;

import dev.mayfly.allocator.ColumnSet;
import dev.mayfly.ecs.error.UndeclaredWriteException;

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
final class TurnCheck {

    /** The number of no turn. */
    static final int NONE = 0;

    private final SoaStores stores;
    private final Transients transients;
    private final Map<Class<?>, ColumnsCopy> copies = new HashMap<>();
    private final List<ColumnsCopy> taken = new ArrayList<>();
    private final ObjectsCopy objects = new ObjectsCopy();

    private @Nullable CompositionCopy composition;
    private @Nullable PlainComponents components;

    private Authors authors = new Authors(List.of());
    private int turn = NONE;

    TurnCheck(SoaStores stores, Transients transients) {
        this.stores = stores;
        this.transients = transients;
    }

    /**
     * A turn begins.
     *
     * @return its number, to be given to {@link #end}
     */
    int begin(Authors whose) {
        authors = whose;
        turn++;
        composition().take();
        takeColumns(whose);
        objects.clear();
        components().take(whose, objects);
        transients.show(whose, objects);
        objects.follow();
        return turn;
    }

    /** Others have turns within the one that is on, so what has changed at its end has changed. */
    void interrupt() {
        turn++;
    }

    /**
     * A turn has ended, and not by an exception.
     *
     * @throws UndeclaredWriteException if it has left something changed that it may not write
     */
    void end(int ended) {
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
    boolean isAmbiguous(Authors whose) {
        for (SystemAccess system : whose.systems()) {
            for (Class<?> type : system.writes()) {
                if (!isColumns(type)) {
                    return true;
                }
            }
        }
        for (SoaComponent store : stores.all()) {
            if (store.columns().isExposed() && whose.mayWrite(store.getClass())) {
                return true;
            }
        }
        for (FrameComponent store : transients.stores()) {
            if (store.columns().isExposed() && whose.mayWrite(store.getClass())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isColumns(Class<?> type) {
        return SoaComponent.class.isAssignableFrom(type)
                || FrameComponent.class.isAssignableFrom(type);
    }

    private void takeColumns(Authors whose) {
        taken.clear();
        for (SoaComponent store : stores.all()) {
            take(whose, store.getClass(), store.columns());
        }
        for (FrameComponent store : transients.stores()) {
            take(whose, store.getClass(), store.columns());
        }
    }

    private void take(Authors whose, Class<?> type, ColumnSet columns) {
        if (!whose.mayWrite(type)) {
            ColumnsCopy copy = copies.computeIfAbsent(type, made -> new ColumnsCopy(made, columns));
            copy.take();
            taken.add(copy);
        }
    }

    private CompositionCopy composition() {
        if (composition == null) {
            composition = new CompositionCopy(new EntityBooks(stores.world()));
        }
        return composition;
    }

    private PlainComponents components() {
        if (components == null) {
            components = new PlainComponents(stores.world());
        }
        return components;
    }
}
