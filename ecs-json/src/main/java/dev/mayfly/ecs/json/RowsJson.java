package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.Json;

import dev.mayfly.ecs.woven.WovenComponent;

import java.util.function.BiConsumer;

/**
 * What Artemis' serializer of entities writes an entity to: all goes to the serializer's own, but
 * for the fields of woven components, which are not to be read by reflection.
 */
final class RowsJson extends Json {

    private final Json json;
    private final BiConsumer<Json, WovenComponent> rows;

    /**
     * One over the serializer's own.
     *
     * @param rows writes the fields of a woven component
     */
    RowsJson(Json json, BiConsumer<Json, WovenComponent> rows) {
        this.json = json;
        this.rows = rows;
    }

    @Override
    public void writeFields(Object object) {
        if (object instanceof WovenComponent woven) {
            rows.accept(json, woven);
        } else {
            json.writeFields(object);
        }
    }

    @Override
    public void writeObjectStart() {
        json.writeObjectStart();
    }

    @Override
    public void writeObjectStart(String name) {
        json.writeObjectStart(name);
    }

    @Override
    public void writeObjectEnd() {
        json.writeObjectEnd();
    }

    @Override
    public void writeArrayStart(String name) {
        json.writeArrayStart(name);
    }

    @Override
    public void writeArrayEnd() {
        json.writeArrayEnd();
    }

    @Override
    public void writeValue(Object value) {
        json.writeValue(value);
    }

    @Override
    public void writeValue(String name, Object value) {
        json.writeValue(name, value);
    }
}
