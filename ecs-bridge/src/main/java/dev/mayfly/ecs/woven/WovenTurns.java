package dev.mayfly.ecs.woven;

import com.artemis.BaseEntitySystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.Entity;
import com.artemis.EntityEdit;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.utils.BitVector;
import com.artemis.utils.EntityBuilder;

import dev.mayfly.ecs.internal.entity.Spans;

import org.jspecify.annotations.Nullable;

/** What generated code calls: for its loops over spans, and in the place of methods of Artemis'. */
public final class WovenTurns {

    /** The length from which on a span is worth a loop of its own. */
    private static final int LONG_SPAN = 64;

    /** At every how many ids a long span is looked for: at a length of 95 none is missed. */
    private static final int STRIDE = 32;

    private WovenTurns() {}

    // --- loops

    /**
     * What tells a system whether it may leave out to look for presence; null if it may not at all:
     * its aspect does not ask for all of these types, or one of them is not in columns in its
     * world.
     *
     * @param subscription the system's
     */
    public static @Nullable Losses losses(
            World world, EntitySubscription subscription, Class<?>... types) {
        Losses found = null;
        BitVector asked = subscription.getAspect().getAllSet();
        for (Class<?> type : types) {
            ComponentMapper<?> mapper = world.getMapper(type.asSubclass(Component.class));
            if (!asked.get(mapper.getType().getIndex())
                    || !(mapper instanceof WovenMapper<?> woven)) {
                return null;
            }
            found = woven.losses();
        }
        return found;
    }

    /**
     * Whether a system processes entities by the method that {@code declaring} declares, which its
     * class extends: a class in between that was not woven may override it.
     */
    public static boolean processes(BaseEntitySystem system, Class<?> declaring) {
        Class<?> type = system.getClass();
        return !Spans.overrides(type, declaring, "process", int.class)
                && !Spans.overrides(type, declaring, "process", Entity.class);
    }

    /**
     * The index from {@code from} on at which a long span begins, or {@code count}. It may come
     * late in a span: so a list in which there is none costs a look at every 32nd id.
     */
    public static int nextSpan(int[] ids, int from, int count) {
        for (int i = from; i <= count - LONG_SPAN; i += STRIDE) {
            if (Spans.isSpan(ids, i, i + LONG_SPAN - 1)) {
                return i;
            }
        }
        return count;
    }

    /** The index behind the last id of the span that begins at index {@code first}. */
    public static int endOfSpan(int[] ids, int first, int count) {
        return Spans.end(ids, first, count);
    }

    // --- in the place of what views have not

    /** In the place of {@code ==} of components: whether both are one, or views of one. */
    @SuppressWarnings("ReferenceEquality")
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other
                || (one instanceof WovenComponent a
                        && other instanceof WovenComponent b
                        && areViewsOfOne(a, b));
    }

    @SuppressWarnings("ReferenceEquality") // there is one for each world and type
    private static boolean areViewsOfOne(WovenComponent one, WovenComponent other) {
        return one.columns$() != null
                && one.columns$() == other.columns$()
                && one.row$() == other.row$()
                && one.life$() == other.life$();
    }

    /** In the place of {@code Object.hashCode()} of a component: the same for all views of one. */
    public static int hash(WovenComponent component) {
        WovenColumns<?> columns = component.columns$();
        return columns == null
                ? System.identityHashCode(component)
                : 31 * System.identityHashCode(columns) + component.row$();
    }

    // --- in the place of methods of Artemis'

    /** In the place of {@code EntityEdit.add(Component)}. */
    public static EntityEdit add(EntityEdit edit, Component component) {
        if (component instanceof WovenComponent
                && mapperOf(edit.getEntity().getWorld(), component) instanceof WovenMapper<?> mapper
                && !mapper.getType().isPooled) {
            add(mapper, edit.getEntityId(), component);
            return edit;
        }
        return edit.add(component);
    }

    /** In the place of {@code EntityEdit.add(Component, ComponentType)}. */
    public static EntityEdit add(EntityEdit edit, Component component, ComponentType type) {
        return component instanceof WovenComponent
                ? add(edit, component)
                : edit.add(component, type);
    }

    private static ComponentMapper<?> mapperOf(World world, Component component) {
        return world.getMapper(component.getClass());
    }

    private static <T extends Component> void add(
            WovenMapper<T> mapper, int entity, Component component) {
        mapper.add(entity, mapper.rows().type().cast(component));
    }

    /** In the place of {@code EntityBuilder.with(Component)}. */
    public static EntityBuilder with(EntityBuilder builder, Component one) {
        add(builder.build().edit(), one);
        return builder;
    }

    /** In the place of {@code EntityBuilder.with(Component, Component)}. */
    public static EntityBuilder with(EntityBuilder builder, Component one, Component two) {
        return with(with(builder, one), two);
    }

    /** In the place of {@code EntityBuilder.with(Component, Component, Component)}. */
    public static EntityBuilder with(
            EntityBuilder builder, Component one, Component two, Component three) {
        return with(with(builder, one, two), three);
    }

    /** In the place of {@code EntityBuilder.with} of four components. */
    public static EntityBuilder with(
            EntityBuilder builder, Component one, Component two, Component three, Component four) {
        return with(with(builder, one, two, three), four);
    }

    /** In the place of {@code EntityBuilder.with} of five components. */
    public static EntityBuilder with(
            EntityBuilder builder,
            Component one,
            Component two,
            Component three,
            Component four,
            Component five) {
        return with(with(builder, one, two, three, four), five);
    }

    /** In the place of {@code EntityBuilder.with(Component...)}. */
    public static EntityBuilder with(EntityBuilder builder, Component... components) {
        for (Component each : components) {
            with(builder, each);
        }
        return builder;
    }
}
