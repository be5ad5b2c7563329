package dev.mayfly.ecs.json;

import com.artemis.World;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.badlogic.gdx.utils.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes through a file before anything is made of it: its form, in which Artemis' reader trusts, and
 * the values of columns. The fields of plain components are left to libGDX.
 *
 * <p>Artemis reads the parts of an entity by their place, skips what it does not expect, keeps a
 * list as long as the greatest id, and makes the entities first. So what is wrong there would be a
 * load half done, a row of initial values or an OutOfMemoryError, without a word on the cause.
 */
final class FileCheck {

    private static final String COMPONENTS = "components";

    /** The parts of an entity, in the order in which Artemis reads them. */
    private static final List<String> PARTS =
            List.of("archetype", "tag", "key", "groups", COMPONENTS);

    private final World world;
    private final SoaTypes types;
    private final int maxId;

    private final Identifiers identifiers;
    private final Map<Integer, Set<String>> archetypes = new HashMap<>();
    private final Set<Integer> ids = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    private FileCheck(Identifiers identifiers, World world, SoaTypes types, int maxId) {
        this.identifiers = identifiers;
        this.world = world;
        this.types = types;
        this.maxId = maxId;
    }

    /**
     * Checks the whole of a file and fills in its SoA types.
     *
     * @throws JsonFormatException if Artemis would fail at the form of the file, or a column could
     *     not take a value
     */
    static void check(@Nullable JsonValue file, World world, SoaTypes types, int maxId) {
        types.clear();
        if (file == null) {
            throw new JsonFormatException("The file is empty.");
        }
        JsonForm.eachOnce(JsonForm.object(file, "The file"), "The file");
        Identifiers identifiers = new Identifiers(file.get("componentIdentifiers"), world, types);
        FileCheck check = new FileCheck(identifiers, world, types, maxId);
        each(file, "archetypes", check::archetype);
        each(file, "entities", check::entity);
    }

    private static void each(JsonValue file, String name, Consumer<JsonValue> check) {
        JsonValue part = file.get(name);
        if (part != null) {
            JsonForm.object(part, name).forEach(check);
        }
    }

    private void archetype(JsonValue archetype) {
        String where = "archetypes, " + JsonFormatException.shown(archetype.name);
        Set<String> names = new HashSet<>();
        for (JsonValue each : JsonForm.array(archetype, where)) {
            names.add(identifiers.requireKnown(JsonForm.text(each, where), where));
        }
        archetypes.put(JsonForm.number(archetype.name, where), names);
    }

    private void entity(JsonValue entity) {
        String where = "Entity " + JsonFormatException.shown(entity.name);
        int id = JsonForm.number(entity.name, where);
        if (id < 0 || id > maxId) {
            throw new JsonFormatException(
                    where
                            + ": ids go from 0 to "
                            + maxId
                            + ". If it is right, allow it by setMaxEntityId.");
        }
        if (!ids.add(id)) {
            throw new JsonFormatException(where + ": it is there twice.");
        }
        requireOrder(JsonForm.object(entity, where), where);
        Set<String> archetype = null;
        for (JsonValue part = entity.child; part != null; part = part.next) {
            switch (part.name) {
                case "archetype" -> archetype = requireArchetype(part, where);
                case "tag" -> unique(tags, part, where, TagManager.class);
                case "key" -> unique(keys, part, where, null);
                case "groups" -> groups(part, where);
                default -> components(part, where, archetype);
            }
        }
    }

    private static void requireOrder(JsonValue entity, String where) {
        int last = -1;
        for (JsonValue part = entity.child; part != null; part = part.next) {
            int place = PARTS.indexOf(part.name);
            if (place <= last) {
                throw new JsonFormatException(
                        where
                                + ": '"
                                + JsonFormatException.shown(part.name)
                                + "' is not one of its parts, or not in its place; they are "
                                + PARTS
                                + ", each at most once and in this order.");
            }
            last = place;
        }
        if (last != PARTS.size() - 1) {
            throw new JsonFormatException(where + ": it has no 'components'; {} stands for none.");
        }
    }

    private @Nullable Set<String> requireArchetype(JsonValue part, String where) {
        if (Elements.idProblem(part) != null) {
            throw new JsonFormatException(
                    where
                            + ": its archetype is "
                            + Elements.describe(part)
                            + ", not a number out of 'archetypes'.");
        }
        if (part.asInt() == -1) {
            return null;
        }
        Set<String> archetype = archetypes.get(part.asInt());
        if (archetype == null) {
            throw new JsonFormatException(
                    where + ": its archetype " + part.asInt() + " is not in 'archetypes'.");
        }
        return archetype;
    }

    private void unique(
            Set<String> seen, JsonValue part, String where, @Nullable Class<TagManager> keeper) {
        String text = JsonForm.text(part, where + ", " + part.name);
        if (keeper != null) {
            requireKeeper(world.getSystem(keeper), "TagManager", where, part.name);
        }
        if (!seen.add(text)) {
            throw new JsonFormatException(
                    where
                            + ": another entity of the file has the "
                            + part.name
                            + " \""
                            + JsonFormatException.shown(text)
                            + "\".");
        }
    }

    private void groups(JsonValue part, String where) {
        for (JsonValue group : JsonForm.array(part, where + ", groups")) {
            JsonForm.text(group, where + ", groups");
            requireKeeper(world.getSystem(GroupManager.class), "GroupManager", where, "groups");
        }
    }

    private static void requireKeeper(
            @Nullable Object manager, String type, String where, String what) {
        if (manager == null) {
            throw new JsonFormatException(
                    where
                            + " has "
                            + what
                            + ", and this world no "
                            + type
                            + "; give it one, before the serializer is made.");
        }
    }

    private void components(JsonValue part, String where, @Nullable Set<String> archetype) {
        JsonForm.eachOnce(JsonForm.object(part, where + ", components"), where);
        for (JsonValue component = part.child; component != null; component = component.next) {
            String name = identifiers.requireKnown(component.name, where);
            JsonForm.object(component, where + ", " + name);
            if (archetype != null && !archetype.contains(name)) {
                throw new JsonFormatException(
                        where + ": its archetype does not have its component " + name + ".");
            }
            if (types.has(name)) {
                types.check(where, name, component.child);
            }
        }
    }
}
