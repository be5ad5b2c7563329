package dev.mayfly.ecs.internal.access;

import com.artemis.Component;
import com.artemis.ComponentType;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.ecs.internal.artemis.ArtemisInternals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which plain components, by reference, the entities of a world had before a turn. */
final class ComponentsCopy {

    private static final Object[] NONE = {};

    private final World world;
    private final Predicate<Class<?>> columns;
    private final List<OfType> types = new ArrayList<>();
    private int typesSeen;

    /** The components of one type by entity: as Artemis has them, and as they were. */
    private static final class OfType {
        final Class<?> type;
        final Bag<?> components;
        Object[] before = NONE;

        OfType(Class<?> type, Bag<?> components) {
            this.type = type;
            this.components = components;
        }
    }

    /**
     * A copy of nothing.
     *
     * @param columns holds for types of components that are no objects
     */
    ComponentsCopy(World world, Predicate<Class<?>> columns) {
        this.world = world;
        this.columns = columns;
    }

    /** Remembers those that the authors may not write, and shows all to {@code copy}. */
    void take(Authors authors, ObjectsCopy copy) {
        meetNewTypes();
        for (OfType of : types) {
            boolean compared = !authors.mayWrite(of.type);
            Object[] now = of.components.getData();
            of.before = compared ? now.clone() : NONE;
            for (int entity = 0; entity < now.length; entity++) {
                if (now[entity] != null) {
                    show(copy, compared, now[entity], entity);
                }
            }
        }
    }

    private static void show(ObjectsCopy copy, boolean compared, Object component, int entity) {
        if (compared) {
            copy.add(component, entity);
        } else {
            copy.leaveOut(component);
        }
    }

    /** Throws if an entity has another component of a type than it had. */
    void compare(Authors authors) {
        for (OfType of : types) {
            Object[] now = of.components.getData();
            int both = Math.min(now.length, of.before.length);
            int at = mismatch(of.before, now, both);
            if (at >= 0) {
                throw authors.changed(
                        of.type, "replaced the " + of.type.getSimpleName() + " of entity " + at);
            }
        }
    }

    /** Lets go of the components that were remembered. */
    void forget() {
        for (OfType of : types) {
            of.before = NONE;
        }
    }

    @SuppressWarnings("ReferenceEquality") // one that is as equal as can be is another one
    private static int mismatch(Object[] before, Object[] now, int count) {
        for (int i = 0; i < count; i++) {
            if (before[i] != now[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Types are only ever added to a world. */
    private void meetNewTypes() {
        ImmutableBag<ComponentType> known = world.getComponentManager().getComponentTypes();
        for (; typesSeen < known.size(); typesSeen++) {
            Class<? extends Component> type = known.get(typesSeen).getType();
            if (!columns.test(type)) {
                types.add(new OfType(type, ArtemisInternals.components(world.getMapper(type))));
            }
        }
    }
}
