package dev.mayfly.ecs.json;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.ecs.Handles;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The types in columns of the file that is being read, by the names it gives them. */
final class SoaTypes {

    private final World world;
    private final Map<String, Class<? extends Component>> types = new HashMap<>();
    private final IdentityHashMap<ComponentMapper<?>, Columns> columns = new IdentityHashMap<>();

    SoaTypes(World world) {
        this.world = world;
    }

    void clear() {
        types.clear();
    }

    void add(String name, Class<? extends Component> type) {
        types.put(name, type);
    }

    boolean has(@Nullable String name) {
        return types.containsKey(name);
    }

    Columns columns(String name) {
        return columns(Objects.requireNonNull(types.get(name), name));
    }

    Columns columns(Class<? extends Component> type) {
        return columns.computeIfAbsent(world.getMapper(type), Columns::of);
    }

    /**
     * Checks the values of a row.
     *
     * @throws JsonFormatException if a column cannot take its value, or is there twice
     */
    void check(String entity, String component, @Nullable JsonValue first) {
        Columns named = columns(component);
        Set<String> seen = new HashSet<>();
        for (JsonValue value = first; value != null; value = value.next) {
            TypedBuffer column = named.byName().get(value.name);
            Handles handles = named.handles().get(value.name);
            WovenField field = named.fields().get(value.name);
            if (column != null || handles != null || field != null) {
                String problem =
                        field != null
                                ? field.problem(value)
                                : column != null
                                        ? Elements.problem(column, value)
                                        : Elements.idProblem(value);
                if (!seen.add(value.name)) {
                    problem = "it is there twice.";
                }
                if (problem != null) {
                    throw new JsonFormatException(
                            entity + ", " + component + "." + value.name + ": " + problem);
                }
            }
        }
    }
}
