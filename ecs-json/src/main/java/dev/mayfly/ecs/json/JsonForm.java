package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.JsonValue;

import java.util.HashSet;
import java.util.Set;

/** What belongs in a place of a file; anything else is refused with the name of the place. */
final class JsonForm {

    private JsonForm() {}

    static JsonValue object(JsonValue value, String where) {
        if (!value.isObject()) {
            throw new JsonFormatException(
                    where + ": here belongs an object, not " + Elements.describe(value) + ".");
        }
        return value;
    }

    static JsonValue array(JsonValue value, String where) {
        if (!value.isArray()) {
            throw new JsonFormatException(
                    where + ": here belongs an array, not " + Elements.describe(value) + ".");
        }
        return value;
    }

    static String text(JsonValue value, String where) {
        if (!value.isString()) {
            throw new JsonFormatException(
                    where + ": here belongs a text, not " + Elements.describe(value) + ".");
        }
        return value.asString();
    }

    static int number(String name, String where) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new JsonFormatException(where + ": this is not a whole number.");
        }
    }

    static void eachOnce(JsonValue object, String where) {
        Set<String> seen = new HashSet<>();
        for (JsonValue each = object.child; each != null; each = each.next) {
            if (!seen.add(each.name)) {
                throw new JsonFormatException(
                        where + ": '" + JsonFormatException.shown(each.name) + "' is there twice.");
            }
        }
    }
}
