package dev.mayfly.ecs.json;

import com.artemis.Entity;
import com.artemis.World;
import com.artemis.io.JsonArtemisSerializer;
import com.artemis.io.SaveFileFormat;
import com.badlogic.gdx.utils.Json;
import com.badlogic.gdx.utils.JsonReader;
import com.badlogic.gdx.utils.JsonValue;
import com.badlogic.gdx.utils.SerializationException;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.ecs.Handles;

import java.io.InputStream;
import java.io.Writer;
import java.lang.reflect.Field;
import java.util.List;

/**
 * Artemis' JSON serializer for a world that has plain, SoA and woven components together.
 *
 * <pre>{@code
 * manager.setSerializer(new SoaJsonSerializer(world));
 * }</pre>
 *
 * <p>An entity's row of a SoA component is written as the fields of a plain component of the same
 * name would be: {@code "Position": {"x": 1.5, "y": 2}}. So a file that was saved while {@code
 * Position} was a plain component is read into its columns, where the names agree; columns that it
 * lacks get their initial values, and names without a column are passed over. A value that a column
 * cannot hold is refused: {@link #load(JsonValue, Class)}.
 *
 * <p>Entities get new ids when they are loaded. A column that holds ids of entities is translated
 * if its field is of type {@code Ints} and marked {@code @EntityId}; the id of an entity that is
 * not in the file becomes -1. A handle in a column of {@code Handles} is written as the id of its
 * entity, or -1, and read as the handle of the new one, or none. Entities that such a column refers
 * to are saved as well, as those are that fields refer to.
 *
 * <p>NaN, the infinities and -0.0 are written as text: JSON has no numbers for the first, and its
 * writers lose the sign of the last. So each value of a column comes back as it was, but each NaN
 * as Java's own.
 *
 * <p>A woven component ({@link dev.mayfly.ecs.Columns}) is written and read as it would be plain.
 *
 * <p>Fields of plain and woven components that hold their default are left out as usual, unless
 * {@link #setUsePrototypes} says otherwise; a row of a SoA component is always written whole, and
 * another component with defaults only is written without fields.
 *
 * <p>Belongs to its world and its world's thread.
 */
public final class SoaJsonSerializer extends JsonArtemisSerializer {

    private static final List<Class<? extends TypedBuffer>> COLUMN_TYPES =
            List.of(
                    Floats.class,
                    Ints.class,
                    Longs.class,
                    Doubles.class,
                    Shorts.class,
                    Bytes.class);

    /** The greatest id that an entity may have in a file unless the program allows another one. */
    public static final int DEFAULT_MAX_ENTITY_ID = (1 << 22) - 1;

    /** By which name libGDX has the class of an object beside its fields. */
    private static final String CLASS = "class";

    private final Json json;
    private final KeptByArtemis kept;
    private final SoaTypes types;
    private final EntityRows rows;
    private final ReferencedEntities referenced;

    private int maxEntityId = DEFAULT_MAX_ENTITY_ID;

    /**
     * A serializer for this world.
     *
     * @throws IllegalStateException if the JSON serializer on the class path is not that of
     *     Artemis-odb 2.3.0
     */
    public SoaJsonSerializer(World world) {
        super(world);
        json = json();
        kept = new KeptByArtemis(world, json);
        types = new SoaTypes(world);
        // Artemis would make a component to compare with, and of a SoA component there is only the
        // store. libGDX, which would as well, goes without where it cannot.
        super.setUsePrototypes(false);
        json.setUsePrototypes(true);
        rows = new EntityRows(world, json.getSerializer(Entity.class), types);
        referenced = new ReferencedEntities(world, this, rows);
        json.setSerializer(Entity.class, rows);
        COLUMN_TYPES.forEach(type -> json.setSerializer(type, new ElementWriter<>(rows)));
        json.setSerializer(Handles.class, new HandleWriter(rows));
    }

    /**
     * Whether fields of plain and woven components are left out if they hold their default; they
     * are at first.
     */
    @Override
    public SoaJsonSerializer setUsePrototypes(boolean usePrototypes) {
        json.setUsePrototypes(usePrototypes);
        rows.writeAll(!usePrototypes);
        return this;
    }

    /**
     * Sets the greatest id that an entity may have in a file, {@link #DEFAULT_MAX_ENTITY_ID} at
     * first. Artemis keeps a list as long as that id while it loads, some 8 bytes each: without a
     * limit a file of one line could take all memory.
     */
    public SoaJsonSerializer setMaxEntityId(int maxEntityId) {
        this.maxEntityId = maxEntityId;
        return this;
    }

    /**
     * Whether a {@code "class"} in the file decides of which class an object in a field of a plain
     * component is, as libGDX has it; it does at first. libGDX then makes an object of whatever
     * class is named there, so say false for files that others may have changed. Such names are
     * then neither written nor heeded: objects are of the classes that their fields have.
     */
    public SoaJsonSerializer setNamedClasses(boolean named) {
        json.setTypeName(named ? CLASS : null);
        return this;
    }

    /** Saves entities with their plain components and their rows, and those that they refer to. */
    @Override
    public void save(Writer writer, SaveFileFormat save) {
        kept.forget();
        referenced.addTo(save);
        super.save(writer, save);
    }

    @Override
    protected <T extends SaveFileFormat> T load(InputStream is, Class<T> format) {
        return load(parse(is), format);
    }

    private static JsonValue parse(InputStream text) {
        try {
            return new JsonReader().parse(text);
        } catch (IndexOutOfBoundsException e) { // of some malformed texts libGDX says no more
            throw new JsonFormatException("The file is not JSON: libGDX gave up with " + e + ".");
        }
    }

    /**
     * Loads entities, their plain components and their rows: all of them, or none.
     *
     * <p>The file's form and the values of columns are checked before an entity is made. If a plain
     * component then fails, the entities are deleted, and gone with the next tick; a tag that the
     * file gave to one of them is not given back to the entity that had it before.
     *
     * @throws JsonFormatException if this is no file that this world can take; the message names
     *     entity, component and column
     * @throws com.badlogic.gdx.utils.SerializationException if libGDX cannot read a field of a
     *     plain component
     */
    @Override
    public <T extends SaveFileFormat> T load(JsonValue jsonData, Class<T> format) {
        FileCheck.check(jsonData, world, types, maxEntityId);
        rows.begin();
        kept.forget();
        boolean complete = false;
        try {
            T loaded = super.load(jsonData, format);
            rows.translateLinks();
            complete = true;
            return loaded;
        } catch (MayflyException
                | SerializationException
                | com.artemis.io.SerializationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JsonFormatException(e);
        } finally {
            if (!complete) {
                kept.deleteMade();
            }
        }
    }

    /** Artemis has no public way to the Json that it configures. */
    private Json json() {
        try {
            Field field = JsonArtemisSerializer.class.getDeclaredField("json");
            field.setAccessible(true);
            return (Json) field.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(KeptByArtemis.UNSUPPORTED, e);
        }
    }
}
