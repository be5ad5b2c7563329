package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.IntBag;
import com.badlogic.gdx.utils.Json;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.woven.References;
import dev.mayfly.ecs.woven.WovenComponent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands around Artemis' serializer of entities, which writes and reads the fields of each
 * component, and makes that mean the entity's row where the component is a store.
 *
 * <p>Writing, it only remembers which entity is being written: {@link ElementWriter} asks for it.
 * Reading, it takes the fields of SoA components out of the JSON before Artemis sees them, so that
 * Artemis adds the component and sets no field, and then sets the row itself. Entities inside of
 * components are mere ids, and go through untouched.
 */
final class EntityRows implements Json.Serializer<Entity> {

    private static final int NONE = -1;

    /** A link that was read, as an id of the file. */
    private record Link(Ints column, int row, int id) {}

    /** A handle that was read, as an id of the file. */
    private record HandleLink(Handles column, int row, int id) {}

    /** The entity, or the entities, that a field of a woven component was read to hold. */
    private record EntityField(References column, int row, JsonValue ids) {}

    private final World world;
    private final Json.Serializer<Entity> artemis;
    private final SoaTypes types;

    private int writing = NONE;
    private boolean reading;

    private final Map<Integer, Integer> idsByOldId = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final List<HandleLink> handleLinks = new ArrayList<>();
    private final List<EntityField> entityFields = new ArrayList<>();
    private final List<IntBag> bagsOfIds = new ArrayList<>();
    private @Nullable RowsJson rowsJson;
    private boolean writesAll;
    private @Nullable EntityHandles handles;

    EntityRows(World world, Json.Serializer<Entity> artemis, SoaTypes types) {
        this.world = world;
        this.artemis = artemis;
        this.types = types;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void write(Json json, Entity entity, Class knownType) {
        if (writing != NONE) {
            artemis.write(json, entity, knownType);
        } else {
            writing = entity.getId();
            if (rowsJson == null) {
                rowsJson = new RowsJson(json, this::writeRow);
            }
            try {
                artemis.write(rowsJson, entity, knownType);
            } finally {
                writing = NONE;
            }
        }
    }

    /** Whether fields of woven components are written that are as in a new one. */
    void writeAll(boolean all) {
        writesAll = all;
    }

    private void writeRow(Json json, WovenComponent view) {
        Class<? extends Component> type = ((Component) view).getClass();
        if (view.columns$() == null) {
            throw new NoPluginException(
                    "The row of a " + type.getSimpleName() + ", which is woven,");
        }
        for (WovenField field : types.columns(type).fields().values()) {
            if (!writesAll && field.isInitialIn(view.row$())) {
                continue;
            }
            Object value = field.valueIn(view.row$());
            if (field.isOfEntities() && value instanceof Bag<?> entities) {
                json.writeArrayStart(field.name());
                for (Object each : entities) {
                    json.writeValue(((Entity) each).getId());
                }
                json.writeArrayEnd();
            } else if (field.isOfEntities()) {
                json.writeValue(field.name(), value instanceof Entity one ? one.getId() : NONE);
            } else if (field.column() instanceof References) {
                json.writeValue(field.name(), value, field.type(), field.element());
            } else {
                json.writeValue(field.name(), value);
            }
        }
    }

    /** The id of the entity of a handle; -1 if it is gone. */
    int idOf(long handle) {
        return handles().isAlive(handle) ? handles().id(handle) : NONE;
    }

    private EntityHandles handles() {
        if (handles == null) {
            handles = EntityHandles.ofWorld(world);
        }
        return handles;
    }

    int requireEntity(Object column) {
        if (writing == NONE) {
            throw new IllegalStateException(
                    column + " can only be written as part of an entity that is being saved.");
        }
        return writing;
    }

    /** Forgets what an earlier file left, before one is read. */
    void begin() {
        idsByOldId.clear();
        links.clear();
        handleLinks.clear();
        entityFields.clear();
        bagsOfIds.clear();
        reading = false;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Entity read(Json json, JsonValue jsonData, Class type) {
        if (reading) {
            return artemis.read(json, jsonData, type);
        }
        reading = true;
        IdentityHashMap<JsonValue, JsonValue> taken = takeRows(jsonData);
        Entity entity;
        try {
            entity = artemis.read(json, jsonData, type);
        } finally {
            taken.forEach((component, fields) -> component.child = fields);
            reading = false;
        }
        if (isOfFile(jsonData)) {
            idsByOldId.put(Integer.valueOf(jsonData.parent.name), entity.getId());
        }
        taken.forEach((component, fields) -> setRow(json, entity.getId(), component.name, fields));
        return entity;
    }

    /** Whether these are the parts of one of the file's entities, which others refer to by id. */
    private static boolean isOfFile(JsonValue parts) {
        JsonValue entity = parts.parent;
        return entity != null
                && entity.parent != null
                && "entities".equals(entity.parent.name)
                && entity.name != null;
    }

    private IdentityHashMap<JsonValue, JsonValue> takeRows(JsonValue entity) {
        IdentityHashMap<JsonValue, JsonValue> taken = new IdentityHashMap<>();
        JsonValue part = entity;
        while (part != null && !"components".equals(part.name)) {
            part = part.next;
        }
        if (part != null) {
            for (JsonValue component = part.child; component != null; component = component.next) {
                if (types.has(component.name) && component.child != null) {
                    taken.put(component, component.child);
                    component.child = null;
                }
            }
        }
        return taken;
    }

    private void setRow(Json json, int entity, String component, JsonValue fields) {
        // Once more, as a save format of the game's own may have entities in other places.
        types.check("An entity", component, fields);
        Columns named = types.columns(component);
        for (JsonValue field = fields; field != null; field = field.next) {
            TypedBuffer column = named.byName().get(field.name);
            WovenField woven = named.fields().get(field.name);
            if (woven != null && woven.column() instanceof References objects) {
                setObject(json, entity, woven, objects, field);
            } else if (woven != null && woven.type() == char.class && field.isString()) {
                ((Shorts) woven.column()).set(entity, (short) field.asString().charAt(0));
            } else if (column != null) {
                Elements.set(column, entity, field);
                if (column instanceof Ints ids && named.links().contains(field.name)) {
                    links.add(new Link(ids, entity, ids.get(entity)));
                }
            }
            Handles linking = named.handles().get(field.name);
            if (linking != null) {
                handleLinks.add(new HandleLink(linking, entity, (int) field.asLong()));
            }
        }
    }

    private void setObject(
            Json json, int entity, WovenField field, References column, JsonValue value) {
        if (field.isOfEntities()) {
            entityFields.add(new EntityField(column, entity, value));
            return;
        }
        Object read = json.readValue(field.type(), field.element(), value);
        column.set(entity, read);
        if (field.isBagOfIds() && read instanceof IntBag bag) {
            bagsOfIds.add(bag);
        }
    }

    /** Makes links of ids in the file links of ids in the world. */
    void translateLinks() {
        for (Link link : links) {
            link.column().set(link.row(), idsByOldId.getOrDefault(link.id(), NONE));
        }
        links.clear();
        for (HandleLink link : handleLinks) {
            Integer id = idsByOldId.get(link.id());
            link.column().set(link.row(), id == null ? EntityHandles.NONE : handles().of(id));
        }
        handleLinks.clear();
        for (IntBag bag : bagsOfIds) {
            for (int i = 0; i < bag.size(); i++) {
                bag.set(i, idsByOldId.getOrDefault(bag.get(i), NONE));
            }
        }
        bagsOfIds.clear();
        for (EntityField each : entityFields) {
            each.column().set(each.row(), entities(each.ids()));
        }
        entityFields.clear();
    }

    private @Nullable Object entities(JsonValue ids) {
        if (!ids.isArray()) {
            return entity(ids);
        }
        Bag<Entity> entities = new Bag<>();
        for (JsonValue id : ids) {
            Entity entity = entity(id);
            if (entity != null) {
                entities.add(entity);
            }
        }
        return entities;
    }

    private @Nullable Entity entity(JsonValue oldId) {
        Integer id = oldId.isNull() ? null : idsByOldId.get(oldId.asInt());
        return id == null ? null : world.getEntity(id);
    }
}
