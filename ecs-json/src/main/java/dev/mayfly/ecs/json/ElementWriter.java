package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.Json;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.TypedBuffer;

/**
 * Writes a column as its one element of the entity that is being written, so that it is read as the
 * same value: -0.0, which libGDX would write as 0, and NaN and the infinities, which no JSON has,
 * are text.
 */
final class ElementWriter<B extends TypedBuffer> implements Json.Serializer<B> {

    private final EntityRows rows;

    ElementWriter(EntityRows rows) {
        this.rows = rows;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void write(Json json, B column, Class knownType) {
        Number element = Elements.get(column, rows.requireEntity(column));
        String text = element.toString();
        json.writeValue(Elements.isSpecial(text) ? text : element);
    }

    /** Rows are read by {@link EntityRows}, which takes them out of what is read by fields. */
    @Override
    @SuppressWarnings("rawtypes")
    public B read(Json json, JsonValue jsonData, Class type) {
        throw new IllegalStateException(
                "A "
                        + type.getSimpleName()
                        + " can only be read as a column of a SoA component, not from '"
                        + jsonData.name
                        + "'.");
    }
}
