package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.InvalidComponentException;
import com.artemis.World;
import com.artemis.annotations.Transient;
import com.artemis.utils.reflect.ClassReflection;
import com.badlogic.gdx.utils.JsonValue;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

/** The classes of components that a file names, and its names for them. */
final class Identifiers {

    private final World world;
    private final SoaTypes types;
    private final Set<String> components = new HashSet<>();
    private final Set<String> fleeting = new HashSet<>();

    /** Goes through them, and fills in those that are in columns. */
    Identifiers(@Nullable JsonValue identifiers, World world, SoaTypes types) {
        this.world = world;
        this.types = types;
        if (identifiers != null) {
            JsonForm.object(identifiers, "componentIdentifiers").forEach(this::add);
        }
    }

    private void add(JsonValue identifier) {
        String name = JsonForm.text(identifier, "componentIdentifiers, " + identifier.name);
        Class<?> type = type(identifier.name);
        if (!components.add(name)) {
            throw new JsonFormatException(
                    "componentIdentifiers: two types have the name " + name + ".");
        }
        if (type.getDeclaredAnnotation(Transient.class) != null) {
            fleeting.add(name);
        }
        requireMade(type.asSubclass(Component.class));
        if (Columns.areOf(world.getMapper(type.asSubclass(Component.class)))) {
            types.add(name, type.asSubclass(Component.class));
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

    /** Returns the name of a component that entities of the file may have. */
    String requireKnown(String component, String where) {
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
}
