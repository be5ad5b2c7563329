package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.io.IntBagEntitySerializer;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;
import com.badlogic.gdx.utils.Json;

import java.lang.reflect.Field;

/**
 * What Artemis' serializers keep from one call for the next, and do not let go of when a call
 * fails: that they are within an entity, where the next one would be written as its id alone; the
 * components of that entity, which the next one would be written with; which entities were made.
 */
final class KeptByArtemis {

    static final String UNSUPPORTED =
            "This version of artemis-odb-serializer-json-libgdx is not supported; use 2.3.0.";

    private final World world;
    private final Object entitySerializer;
    private final IntBagEntitySerializer idSerializer;
    private final Field withinEntity;
    private final Field depth;
    private final Bag<Component> components;
    private final IntBag made;

    @SuppressWarnings("unchecked")
    KeptByArtemis(World world, Json json) {
        this.world = world;
        entitySerializer = json.getSerializer(Entity.class);
        try {
            idSerializer = (IntBagEntitySerializer) json.getSerializer(IntBag.class);
            Class<?> type = entitySerializer.getClass();
            withinEntity = open(type, "isSerializingEntity");
            depth = open(IntBagEntitySerializer.class, "recursionLevel");
            components = (Bag<Component>) open(type, "components").get(entitySerializer);
            Object factory = open(type, "factory").get(entitySerializer);
            made = (IntBag) open(factory.getClass(), "pool").get(factory);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(UNSUPPORTED, e);
        }
    }

    private static Field open(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Forgets what earlier calls left. */
    void forget() {
        try {
            withinEntity.setBoolean(entitySerializer, false);
            depth.setInt(idSerializer, 0);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access.", e);
        }
        components.clear();
        idSerializer.getTranslatedIds().clear();
        made.setSize(0);
    }

    /** Deletes the entities that a load has made, so that they are gone with the next tick. */
    void deleteMade() {
        for (int i = 0; i < made.size(); i++) {
            world.delete(made.get(i));
        }
    }
}
