package dev.mayfly.ecs.internal.artemis;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.World;
import com.artemis.annotations.LinkPolicy;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkListener;
import com.artemis.link.MultiFieldMutator;
import com.artemis.link.UniFieldMutator;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;
import com.artemis.utils.reflect.Annotation;
import com.artemis.utils.reflect.Field;

import dev.mayfly.ecs.error.InvalidLinkException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Has the {@link EntityLinkManager}s of a world watch columns.
 *
 * <p><b>How it works.</b> A link manager has a site for each field that links, which it finds by
 * the type of the field; a column it passes over. A site asks its mapper for the component of an
 * entity and at once gives that to its mutator, which reads or writes the field. So a column gets a
 * site of Artemis' own, whose mapper and mutator are one object, {@link LinkedColumn}: asked for a
 * component it remembers for which entity, and that is the row which it then reads or writes. All
 * else, listeners, policies, timing, is Artemis' code.
 *
 * <p><b>Why that is safe.</b> Between the two calls of a site there is none of anyone else; and a
 * site looks its mapper up once, when it is made, so it alone has that mapper.
 */
public final class LinkSites {

    private final World world;
    private final List<Bag<Object>> ofManagers = new ArrayList<>();

    private LinkSites(World world) {
        this.world = world;
    }

    /** Those of the link managers among the world's systems, initialized or not. */
    public static LinkSites of(World world) {
        LinkSites sites = new LinkSites(world);
        ImmutableBag<BaseSystem> systems = world.getSystems();
        for (int i = 0; i < systems.size(); i++) {
            if (systems.get(i) instanceof EntityLinkManager manager) {
                sites.ofManagers.add(sitesOf(manager));
            }
        }
        return sites;
    }

    /** A column that links to entities, as ids. */
    public interface LinkColumn {

        /** The id in an entity's row; -1 for none. */
        int get(int entity);

        /** Overwrites it. */
        void set(int entity, int id);
    }

    /** Adds a site for a column that links, unless its field is marked to be skipped. */
    public void add(Class<? extends Component> type, Field field, LinkColumn column) {
        if (!isSkipped(field)) {
            for (Bag<Object> sites : ofManagers) {
                LinkedColumn<?> linked = new LinkedColumn<>(type, world, column);
                sites.add(site("com.artemis.link.UniLinkSite", type, field, linked, linked));
            }
        }
    }

    /**
     * Adds a site for a column of bags that link, unless its field is marked to be skipped.
     *
     * @param ofEntities whether the bags hold entities; if not they are {@code IntBag}s of ids
     */
    public void addBags(
            Class<? extends Component> type,
            Field field,
            IntFunction<@Nullable Object> bags,
            boolean ofEntities) {
        if (!isSkipped(field)) {
            for (Bag<Object> sites : ofManagers) {
                LinkedBags<?> linked = new LinkedBags<>(type, world, bags, mutator(ofEntities));
                sites.add(site("com.artemis.link.MultiLinkSite", type, field, linked, linked));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private MultiFieldMutator<Object, Component> mutator(boolean ofEntities) {
        String name = ofEntities ? "EntityBagFieldMutator" : "IntBagFieldMutator";
        try {
            Constructor<?> making =
                    Class.forName("com.artemis.link." + name).getDeclaredConstructor();
            making.setAccessible(true);
            MultiFieldMutator<Object, Component> made =
                    (MultiFieldMutator<Object, Component>) making.newInstance();
            made.setWorld(world);
            return made;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new UnsupportedArtemisException(
                    "a " + name + " of EntityLinkManager cannot be made", e);
        }
    }

    private static boolean isSkipped(Field field) {
        Annotation marked = field.getDeclaredAnnotation(LinkPolicy.class);
        return marked != null
                && marked.getAnnotation(LinkPolicy.class).value() == LinkPolicy.Policy.SKIP;
    }

    @SuppressWarnings("unchecked")
    private static Bag<Object> sitesOf(EntityLinkManager manager) {
        return ArtemisInternals.read(EntityLinkManager.class, "linkSites", manager, Bag.class);
    }

    private Object site(
            String className,
            Class<? extends Component> type,
            Field field,
            ComponentMapper<?> linked,
            Object mutator) {
        ComponentType known = world.getComponentManager().getTypeFactory().getTypeFor(type);
        @SuppressWarnings("rawtypes")
        Bag<ComponentMapper> mappers = ArtemisInternals.mapperTable(world.getComponentManager());
        ComponentMapper<?> usual = mappers.get(known.getIndex());
        mappers.set(known.getIndex(), linked);
        try {
            Class<?> siteType = Class.forName(className);
            Constructor<?> making =
                    siteType.getDeclaredConstructor(World.class, ComponentType.class, Field.class);
            making.setAccessible(true);
            Object site = making.newInstance(world, known, field);
            ArtemisInternals.write(siteType, "fieldMutator", site, mutator);
            return site;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new UnsupportedArtemisException(
                    "a " + className + " of EntityLinkManager cannot be made", e);
        } finally {
            mappers.set(known.getIndex(), usual);
        }
    }

    /** What a site has for a mapper and for a mutator. */
    private static final class LinkedColumn<T extends Component> extends ComponentMapper<T>
            implements UniFieldMutator {

        private static final int NONE = -1;

        private final ComponentMapper<T> usual;
        private final LinkColumn column;
        private final BitVector entities;
        private int row;

        LinkedColumn(Class<T> type, World world, LinkColumn column) {
            super(type, world);
            this.column = column;
            usual = world.getMapper(type);
            entities = world.getAspectSubscriptionManager().get(Aspect.all()).getActiveEntityIds();
        }

        @Override
        public T get(int entityId) {
            row = entityId;
            return usual.get(entityId);
        }

        @Override
        public int read(Component component, Field field) {
            int id = column.get(row);
            if (id != NONE && !entities.get(id)) {
                requirePossible(id);
            }
            return id;
        }

        /** Says of which column it is, where a site would look the number up out of bounds. */
        private void requirePossible(int id) {
            try {
                entities.unsafeGet(id);
            } catch (IndexOutOfBoundsException beyond) {
                throw new InvalidLinkException(column, row, id);
            }
        }

        @Override
        public void write(int value, Component component, Field field) {
            column.set(row, value);
        }

        @Override
        public void setWorld(World world) {}
    }

    /** What a site of bags has for a mapper and for a mutator. */
    private static final class LinkedBags<T extends Component> extends ComponentMapper<T>
            implements MultiFieldMutator<Object, Component> {

        private final ComponentMapper<T> usual;
        private final IntFunction<@Nullable Object> bags;
        private final MultiFieldMutator<Object, Component> validating;
        private int row;

        LinkedBags(
                Class<T> type,
                World world,
                IntFunction<@Nullable Object> bags,
                MultiFieldMutator<Object, Component> validating) {
            super(type, world);
            this.bags = bags;
            this.validating = validating;
            usual = world.getMapper(type);
        }

        @Override
        public T get(int entityId) {
            row = entityId;
            return usual.get(entityId);
        }

        @Override
        public @Nullable Object read(Component component, Field field) {
            return bags.apply(row);
        }

        @Override
        public void validate(int sourceId, Object bag, LinkListener listener) {
            validating.validate(sourceId, bag, listener);
        }

        @Override
        public void setWorld(World world) {}
    }
}
