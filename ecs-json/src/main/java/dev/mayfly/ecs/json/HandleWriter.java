package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.Json;
import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.ecs.Handles;

/** Writes a column of handles as the id of the entity that one element of it stands for. */
final class HandleWriter implements Json.Serializer<Handles> {

    private final EntityRows rows;

    HandleWriter(EntityRows rows) {
        this.rows = rows;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void write(Json json, Handles column, Class knownType) {
        json.writeValue(rows.idOf(column.get(rows.requireEntity(column))));
    }

    /** Rows are read by {@link EntityRows}, which takes them out of what is read by fields. */
    @Override
    @SuppressWarnings("rawtypes")
    public Handles read(Json json, JsonValue jsonData, Class type) {
        throw new IllegalStateException(
                "Handles can only be read as a column of a SoA component, not from '"
                        + jsonData.name
                        + "'.");
    }
}
