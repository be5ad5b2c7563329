package dev.mayfly.ecs.internal.store;

import com.artemis.Component;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.annotations.EntityId;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.artemis.LinkSites;
import dev.mayfly.ecs.internal.artemis.LinkSites.LinkColumn;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of references that links to entities, as Artemis has it of fields: of type {@code
 * Entity}, of {@code Bag<Entity>}, or {@code IntBag} and marked {@code @EntityId}.
 *
 * @param type the component
 * @param field the component's
 */
record ObjectLink(Class<? extends Component> type, Field field, Type links, ObjectColumn column) {

    /** Those of a store. */
    static List<ObjectLink> of(Store<?> store) {
        List<ObjectLink> found = new ArrayList<>();
        if (store.holdsObjects()) {
            for (Field each : ClassReflection.getDeclaredFields(store.instance().getClass())) {
                if (ObjectColumn.class.isAssignableFrom(each.getType())) {
                    Field field = store.fieldOf(each);
                    // What has taken the place of the field has kept its generic type.
                    Type links = ArtemisInternals.javaField(field).getGenericType();
                    if (isLink(field, links)) {
                        found.add(new ObjectLink(store.type(), field, links, column(store, each)));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isLink(Field field, Type type) {
        return type == Entity.class
                || isBagOfEntities(type)
                || (type == IntBag.class && field.getDeclaredAnnotation(EntityId.class) != null);
    }

    private static boolean isBagOfEntities(Type type) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == Bag.class
                && generic.getActualTypeArguments()[0] == Entity.class;
    }

    private static ObjectColumn column(Store<?> store, Field field) {
        try {
            field.setAccessible(true);
            return (ObjectColumn) field.get(store.instance());
        } catch (ReflectionException e) {
            throw new IllegalStateException(
                    "A column that could be named is hidden: " + field.getName(), e);
        }
    }

    void addTo(LinkSites sites, World world) {
        if (links == Entity.class) {
            sites.add(type, field, asIds(world));
        } else {
            sites.addBags(type, field, column::get, links != IntBag.class);
        }
    }

    private LinkColumn asIds(World world) {
        return new LinkColumn() {
            @Override
            public int get(int entity) {
                return column.get(entity) instanceof Entity linked ? linked.getId() : -1;
            }

            @Override
            public void set(int entity, int id) {
                @Nullable Entity linked = id < 0 ? null : world.getEntity(id);
                column.set(entity, linked);
            }

            @Override
            public String toString() {
                return column.toString();
            }
        };
    }
}
