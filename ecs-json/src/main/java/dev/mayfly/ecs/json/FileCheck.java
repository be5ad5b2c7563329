package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.InvalidComponentException;
import com.artemis.World;
import com.artemis.annotations.Transient;
import com.artemis.managers.GroupManager;
import com.artemis.managers.TagManager;
import com.artemis.utils.reflect.ClassReflection;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.ecs.SoaComponent;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Modifier;
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

    private final Set<String> components = new HashSet<>();
    private final Set<String> fleeting = new HashSet<>();
    private final Map<Integer, Set<String>> archetypes = new HashMap<>();
    private final Set<Integer> ids = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    private FileCheck(World world, SoaTypes types, int maxId) {
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
        new FileCheck(world, types, maxId).file(file);
    }

    private void file(@Nullable JsonValue file) {
        if (file == null) {
            throw new JsonFormatException("The file is empty.");
        }
        JsonValue root = requireObject(file, "The file");
        requireOnce(root, "The file");
        each(root.get("componentIdentifiers"), "componentIdentifiers", this::identifier);
        each(root.get("archetypes"), "archetypes", this::archetype);
        each(root.get("entities"), "entities", this::entity);
    }

    private void identifier(JsonValue identifier) {
        String name = requireText(identifier, "componentIdentifiers, " + identifier.name);
        Class<?> type = type(identifier.name);
        if (!components.add(name)) {
            throw new JsonFormatException(
                    "componentIdentifiers: two types have the name " + name + ".");
        }
        if (type.getDeclaredAnnotation(Transient.class) != null) {
            fleeting.add(name);
        }
        requireMade(type.asSubclass(Component.class));
        if (SoaComponent.class.isAssignableFrom(type)) {
            types.add(name, type.asSubclass(SoaComponent.class));
        }
    }

    /** A component's class; others that a file names are not even initialized. */
    private static Class<?> type(String name) {
        Class<?> type;
        try {
            type = Class.forName(name, false, ClassReflection.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new JsonFormatException(
                    "componentIdentifiers: there is no class "
                            + JsonFormatException.shown(name)
                            + ". If it was renamed, write its new name into the file.");
        }
        if (!Component.class.isAssignableFrom(type)) {
            throw new JsonFormatException(
                    "componentIdentifiers: " + name + " is not a class of components.");
        }
        return type;
    }

    private void requireMade(Class<? extends Component> type) {
        try {
            if (!Modifier.isAbstract(type.getModifiers())) {
                world.getMapper(type);
                return;
            }
        } catch (InvalidComponentException e) {
            // said below
        }
        throw new JsonFormatException(
                "componentIdentifiers: Artemis cannot make a "
                        + type.getName()
                        + ": it is abstract, or has no public constructor without parameters.");
    }

    private void archetype(JsonValue archetype) {
        String where = "archetypes, " + JsonFormatException.shown(archetype.name);
        Set<String> names = new HashSet<>();
        for (JsonValue each : requireArray(archetype, where)) {
            names.add(requireKnown(requireText(each, where), where));
        }
        archetypes.put(requireNumber(archetype.name, where), names);
    }

    private void entity(JsonValue entity) {
        String where = "Entity " + JsonFormatException.shown(entity.name);
        int id = requireNumber(entity.name, where);
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
        requireOrder(requireObject(entity, where), where);
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
        String text = requireText(part, where + ", " + part.name);
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
        for (JsonValue group : requireArray(part, where + ", groups")) {
            requireText(group, where + ", groups");
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
        requireOnce(requireObject(part, where + ", components"), where);
        for (JsonValue component = part.child; component != null; component = component.next) {
            String name = requireKnown(component.name, where);
            requireObject(component, where + ", " + name);
            if (archetype != null && !archetype.contains(name)) {
                throw new JsonFormatException(
                        where + ": its archetype does not have its component " + name + ".");
            }
            if (types.has(name)) {
                types.check(where, name, component.child);
            }
        }
    }

    private String requireKnown(String component, String where) {
        if (!components.contains(component)) {
            throw new JsonFormatException(
                    where
                            + ": the component "
                            + JsonFormatException.shown(component)
                            + " is not in 'componentIdentifiers'.");
        }
        if (fleeting.contains(component)) {
            throw new JsonFormatException(
                    where
                            + ": the component "
                            + component
                            + " is marked @Transient, and so in no file.");
        }
        return component;
    }

    private static void requireOnce(JsonValue object, String where) {
        Set<String> seen = new HashSet<>();
        for (JsonValue each = object.child; each != null; each = each.next) {
            if (!seen.add(each.name)) {
                throw new JsonFormatException(
                        where + ": '" + JsonFormatException.shown(each.name) + "' is there twice.");
            }
        }
    }

    private static void each(@Nullable JsonValue part, String where, Consumer<JsonValue> check) {
        if (part != null) {
            requireObject(part, where).forEach(check);
        }
    }

    private static JsonValue requireObject(JsonValue value, String where) {
        if (!value.isObject()) {
            throw new JsonFormatException(
                    where + ": here belongs an object, not " + Elements.describe(value) + ".");
        }
        return value;
    }

    private static JsonValue requireArray(JsonValue value, String where) {
        if (!value.isArray()) {
            throw new JsonFormatException(
                    where + ": here belongs an array, not " + Elements.describe(value) + ".");
        }
        return value;
    }

    private static String requireText(JsonValue value, String where) {
        if (!value.isString()) {
            throw new JsonFormatException(
                    where + ": here belongs a text, not " + Elements.describe(value) + ".");
        }
        return value.asString();
    }

    private static int requireNumber(String name, String where) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new JsonFormatException(where + ": this is not a whole number.");
        }
    }
}
