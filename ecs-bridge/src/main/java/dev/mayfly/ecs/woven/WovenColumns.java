package dev.mayfly.ecs.woven;

import com.artemis.Component;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.MissingComponentException;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.internal.store.Declaration;
import dev.mayfly.ecs.internal.store.Presence;
import dev.mayfly.ecs.internal.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a woven component type in one world: the weaver makes a class that extends this,
 * with a public final field for each field of the component, of the same name.
 *
 * @param <T> the type
 */
public abstract class WovenColumns<T extends Component> {

    private final Declaration declaration;
    private final List<References> references = new ArrayList<>();

    /** From the making of the mapper on, which is right after the making of this. */
    private @Nullable Presence presence;

    /** The rows that were lost since the last tick's end, where they hold objects. */
    private int[] lost = {};

    private int lostCount;

    /**
     * Called by the plugin, once per world.
     *
     * @throws StrayComponentException if anyone else calls it
     */
    protected WovenColumns() {
        declaration = Declaration.of(getClass());
    }

    /** A column for a field of type {@code float}. */
    protected final Floats floats() {
        return declaration.growing().floats(0f);
    }

    /** A column for a field of type {@code int}. */
    protected final Ints ints() {
        return declaration.growing().ints(0);
    }

    /** A column for a field of type {@code long}. */
    protected final Longs longs() {
        return declaration.growing().longs(0L);
    }

    /** A column for a field of type {@code double}. */
    protected final Doubles doubles() {
        return declaration.growing().doubles(0d);
    }

    /** A column for a field of type {@code short} or {@code char}. */
    protected final Shorts shorts() {
        return declaration.growing().shorts((short) 0);
    }

    /** A column for a field of type {@code byte} or {@code boolean}. */
    protected final Bytes bytes() {
        return declaration.growing().bytes((byte) 0);
    }

    /**
     * A column for a field of any other type.
     *
     * @param field its name
     */
    protected final References references(String field) {
        References made = new References(componentName(), field);
        references.add(made);
        return made;
    }

    /**
     * The row that a view is of, after a look, from checked on, whether its entity has had that
     * component to this day.
     *
     * @param life the view's
     * @throws MissingComponentException if the entity has lost that component and has another one
     */
    public final int row(int row, int life) {
        if (Safety.CHECKED && life(row) != life) {
            throw MissingComponentException.replaced(row, componentName());
        }
        return row;
    }

    /** Which of those that have had the row one after the other has it now; 0 in standard. */
    public final int life(int row) {
        return Safety.CHECKED ? presence().life(row) : 0;
    }

    /** A new view of a row. */
    public abstract T view(int row, int life);

    /** Copies the values of a component, which is detached, into a row. */
    public abstract void store(int row, T from);

    /** Copies a row into a component, which is detached. */
    public abstract void load(int row, T into);

    /** A new mapper for these columns. */
    public abstract WovenMapper<T> newMapper();

    // --- for the mapper

    /** The store that these are the columns of. */
    Store<?> parts() {
        return declaration.store();
    }

    /** Whether an entity's component is one object. */
    boolean isCanonical() {
        return declaration.isCanonical();
    }

    /** What counts the losses in the world. */
    Losses losses() {
        return declaration.shared(Losses.class, Losses::new);
    }

    /** The mapper is made: whose the rows are is known from now on. */
    void join(Presence whose) {
        presence = whose;
        if (!references.isEmpty()) {
            references.forEach(each -> each.guard(parts().rows()));
            parts().holdObjects(this::forgetLost);
        }
    }

    Presence presence() {
        Presence known = presence;
        if (known == null) {
            throw new IllegalStateException(
                    "The columns of " + componentName() + " were used before they had a mapper.");
        }
        return known;
    }

    /** Whether a view of these is that of the component that its entity has. */
    boolean has(WovenComponent view) {
        return presence().get(view.row$()) && life(view.row$()) == view.life$();
    }

    /** An entity has lost the component; what its row holds stays to the end of the tick. */
    void noteLoss(int row) {
        if (!references.isEmpty()) {
            if (lostCount == lost.length) {
                lost = Arrays.copyOf(lost, Math.max(16, 2 * lostCount));
            }
            lost[lostCount] = row;
            lostCount++;
        }
    }

    private void forgetLost() {
        for (int i = 0; i < lostCount; i++) {
            if (!presence().get(lost[i])) {
                for (int k = 0; k < references.size(); k++) {
                    references.get(k).clear(lost[i]);
                }
            }
        }
        lostCount = 0;
    }

    private String componentName() {
        String name = getClass().getSimpleName();
        int end = name.lastIndexOf("$Columns");
        return end > 0 ? name.substring(0, end) : name;
    }
}
