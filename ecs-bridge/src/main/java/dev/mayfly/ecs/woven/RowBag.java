package dev.mayfly.ecs.woven;

import com.artemis.Component;
import com.artemis.PooledComponent;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.error.UnwovenCodeException;
import dev.mayfly.ecs.internal.store.Presence;
import dev.mayfly.ecs.internal.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What Artemis' own code takes for the bag in which a mapper keeps its components, by entity id: to
 * set a component is to copy its values into the entity's row and to make it a view of that; to set
 * null is to end the entity's having it.
 *
 * <p>Why: all that a plain component does when it comes and goes (pools, delayed removal, what is
 * called in which order) is Artemis' code, which runs unchanged over this.
 *
 * <p>A pooled component goes back to a pool as the object that came out of it, so these are kept
 * while entities have them. They leave as they came, detached, with the values that {@code reset()}
 * left.
 */
final class RowBag<T extends Component> extends Bag<T> {

    private final Class<T> type;
    private final WovenColumns<T> columns;
    private final Store<?> parts;
    private final Presence presence;
    private final Losses losses;

    /** The objects that are to go back to a pool; null where there is none. */
    private @Nullable Component @Nullable [] pooled;

    /** Undoes what {@code EntityEdit.add} has done before it is found to be unwoven code's. */
    private final Runnable undo;

    RowBag(Class<T> type, WovenColumns<T> columns, Runnable undo) {
        super(1);
        this.type = type;
        this.columns = columns;
        this.undo = undo;
        parts = columns.parts();
        presence = parts.presence();
        losses = columns.losses();
        pooled = PooledComponent.class.isAssignableFrom(type) ? new Component[0] : null;
    }

    Class<T> type() {
        return type;
    }

    /** The component that Artemis is going to reset and to put into a pool. */
    @Override
    public @Nullable T get(int entity) {
        if (!presence.unsafeGet(entity)) {
            return null;
        }
        T kept = kept(entity);
        if (kept == null) {
            kept = columns.view(entity, columns.life(entity));
            keep(entity, kept);
        }
        return kept;
    }

    private @Nullable T kept(int entity) {
        @Nullable Component[] all = pooled;
        return all != null && entity < all.length && all[entity] != null
                ? type.cast(all[entity])
                : null;
    }

    private void keep(int entity, @Nullable T component) {
        @Nullable Component[] all = pooled;
        if (all != null) {
            if (entity >= all.length) {
                all = Arrays.copyOf(all, Math.max(entity + 1, 2 * all.length));
                pooled = all;
            }
            all[entity] = component;
        }
    }

    @Override
    public void unsafeSet(int entity, @Nullable T component) {
        if (component == null) {
            end(entity);
        } else {
            begin(entity, component);
        }
    }

    private void begin(int entity, T component) {
        parts.beginWriting();
        try {
            detach(component);
            presence.gain(entity);
            columns.store(entity, component);
        } finally {
            parts.endWriting();
        }
        ((WovenComponent) component).attach$(columns, entity, columns.life(entity));
        keep(entity, component);
    }

    private void end(int entity) {
        if (presence.unsafeGet(entity)) {
            T kept = kept(entity);
            if (kept != null) {
                parts.beginWriting();
                try {
                    detach(kept);
                } finally {
                    parts.endWriting();
                }
                keep(entity, null);
            }
            presence.lose(entity);
            columns.noteLoss(entity);
            losses.count++;
        }
    }

    /** Makes a view an object with the values that it shows. */
    private static <C extends Component> void detach(C component) {
        WovenComponent view = (WovenComponent) component;
        WovenColumns<?> its = view.columns$();
        if (its != null) {
            @SuppressWarnings("unchecked") // a view is one of its own class' columns
            WovenColumns<C> columns = (WovenColumns<C>) its;
            columns.load(view.row$(), component);
            view.attach$(null, 0, 0);
        }
    }

    @Override
    public void set(int entity, @Nullable T component) {
        unsafeSet(entity, component);
    }

    /** Nothing is to be kept here. */
    @Override
    public void ensureCapacity(int capacity) {}

    /**
     * Called by {@code EntityEdit.add}, to write its component to what is returned; nothing would
     * see that. Woven code calls {@link WovenTurns#add} in its place.
     */
    @Override
    public T[] getData() {
        undo.run();
        throw UnwovenCodeException.added(type);
    }
}
