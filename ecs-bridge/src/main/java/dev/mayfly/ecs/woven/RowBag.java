package dev.mayfly.ecs.woven;

import com.artemis.Component;
import com.artemis.PooledComponent;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.UnwovenCodeException;
import dev.mayfly.ecs.internal.artemis.MapperBag;
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
 * <p>Objects are kept while entities have them where it has to be that object again: one that goes
 * back to a pool, detached, with the values that {@code reset()} left; and where there is to be one
 * object for an entity.
 */
final class RowBag<T extends Component> extends Bag<T> {

    private final Class<T> type;
    private final WovenColumns<T> columns;
    private final Store<?> parts;
    private final Presence presence;
    private final Losses losses;

    private final boolean isPooled;

    /** The objects that are kept, by entity; null where none is. */
    private @Nullable Component @Nullable [] kept;

    private @Nullable WovenMapper<T> mapper;

    RowBag(Class<T> type, WovenColumns<T> columns) {
        super(1);
        this.type = type;
        this.columns = columns;
        parts = columns.parts();
        presence = parts.presence();
        losses = columns.losses();
        isPooled = PooledComponent.class.isAssignableFrom(type);
        kept = isPooled || columns.isCanonical() ? new Component[0] : null;
    }

    /**
     * Takes the place of the bag of a mapper; returns whether that removes later than it is told.
     */
    boolean replaceThatOf(WovenMapper<T> owner) {
        mapper = owner;
        return MapperBag.replace(owner, this);
    }

    Class<T> type() {
        return type;
    }

    /** The component: what Artemis is going to reset and to put into a pool. */
    @Override
    public @Nullable T get(int entity) {
        if (!presence.unsafeGet(entity)) {
            return null;
        }
        T component = kept(entity);
        if (component == null) {
            component = columns.view(entity, columns.life(entity));
            keep(entity, component);
        } else if (Safety.CHECKED) {
            // After a restore it may be that of the life before.
            ((WovenComponent) component).attach$(columns, entity, columns.life(entity));
        }
        return component;
    }

    private @Nullable T kept(int entity) {
        @Nullable Component[] all = kept;
        return all != null && entity < all.length && all[entity] != null
                ? type.cast(all[entity])
                : null;
    }

    private void keep(int entity, @Nullable T component) {
        @Nullable Component[] all = kept;
        if (all != null) {
            if (entity >= all.length) {
                all = Arrays.copyOf(all, Math.max(entity + 1, 2 * all.length));
                kept = all;
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
            T component = kept(entity);
            if (component != null) {
                keep(entity, null);
                if (isPooled) {
                    detachAsIs(component);
                }
            }
            presence.lose(entity);
            columns.noteLoss(entity);
            losses.count++;
        }
    }

    private void detachAsIs(T component) {
        parts.beginWriting();
        try {
            detach(component);
        } finally {
            parts.endWriting();
        }
    }

    /** Makes a view an object with the values that it shows. */
    private static <C extends Component> void detach(C component) {
        WovenComponent view = (WovenComponent) component;
        WovenColumns<?> its = view.columns$();
        if (its != null) {
            @SuppressWarnings("unchecked") // a view is one of its own class' columns
            WovenColumns<C> columns = (WovenColumns<C>) its;
            int row = view.row$();
            view.attach$(null, 0, 0);
            columns.load(row, component);
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
        if (mapper != null) {
            mapper.undoCreate();
        }
        throw UnwovenCodeException.added(type);
    }
}
