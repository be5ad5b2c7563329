package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.TypedBuffer;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Single elements of columns of any type, and which values of a JSON text they take.
 *
 * <p>Columns of whole numbers take whole numbers in their range; one that is written with a point
 * or an exponent is whole up to 2^53, from where on a double does not tell neighbours apart. Bytes
 * take true and false as 1 and 0. Columns of floats and doubles take the nearest value of every
 * number that they do not round to infinity, and "NaN", "Infinity", "-Infinity" and "-0.0" as text.
 * No column takes null, other text, arrays or objects.
 */
final class Elements {

    private static final Set<String> SPECIAL = Set.of("NaN", "Infinity", "-Infinity", "-0.0");

    private static final double EXACT = 0x1p53;

    private Elements() {}

    static Number get(TypedBuffer column, int row) {
        return switch (column) {
            case Floats floats -> Float.valueOf(floats.get(row));
            case Ints ints -> Integer.valueOf(ints.get(row));
            case Longs longs -> Long.valueOf(longs.get(row));
            case Doubles doubles -> Double.valueOf(doubles.get(row));
            case Shorts shorts -> Short.valueOf(shorts.get(row));
            case Bytes bytes -> Byte.valueOf(bytes.get(row));
        };
    }

    /** Sets an element to a value that there is no {@link #problem} with. */
    static void set(TypedBuffer column, int row, JsonValue value) {
        switch (column) {
            // By its text: by way of a double some numbers would be rounded twice.
            case Floats floats -> floats.set(row, Float.parseFloat(value.asString()));
            case Doubles doubles -> doubles.set(row, Double.parseDouble(value.asString()));
            case Ints ints -> ints.set(row, (int) value.asLong());
            case Longs longs -> longs.set(row, value.asLong());
            case Shorts shorts -> shorts.set(row, (short) value.asLong());
            case Bytes bytes -> bytes.set(row, (byte) value.asLong());
        }
    }

    /** Why a column cannot take this value; null if it can. */
    static @Nullable String problem(TypedBuffer column, JsonValue value) {
        return switch (column) {
            case Floats _ -> real(value, "a float", Float.MAX_VALUE);
            case Doubles _ -> real(value, "a double", Double.MAX_VALUE);
            case Ints _ -> whole(value, "an int", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Longs _ -> whole(value, "a long", Long.MIN_VALUE, Long.MAX_VALUE);
            case Shorts _ -> whole(value, "a short", Short.MIN_VALUE, Short.MAX_VALUE);
            case Bytes _ ->
                    value.isBoolean()
                            ? null
                            : whole(value, "a byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
        };
    }

    /** Why this is no id of an entity, nor a number that stands for none; null if it is. */
    static @Nullable String idProblem(JsonValue value) {
        return whole(value, "the id of an entity", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static @Nullable String whole(JsonValue value, String type, long least, long most) {
        boolean inRange;
        if (value.isLong()) {
            inRange = value.asLong() >= least && value.asLong() <= most;
        } else if (value.isDouble() && Math.abs(value.asDouble()) > EXACT) {
            inRange = false;
        } else if (value.isDouble()) {
            double number = value.asDouble();
            if (number != Math.rint(number)) {
                return describe(value) + " is not whole, as " + type + " is.";
            }
            inRange = number >= least && number <= most;
        } else if (isInteger(value)) {
            inRange = false;
        } else {
            return describe(value) + " is not " + type + ".";
        }
        return inRange
                ? null
                : describe(value)
                        + " is beyond "
                        + type
                        + ", which goes from "
                        + least
                        + " to "
                        + most
                        + (value.isDouble()
                                ? " and up to 2^53 where it is written with a point or exponent."
                                : ".");
    }

    private static @Nullable String real(JsonValue value, String type, double most) {
        if (value.isNumber() || isInteger(value)) {
            String text = value.asString();
            boolean beyond =
                    most == Double.MAX_VALUE
                            ? Double.isInfinite(Double.parseDouble(text))
                            : Float.isInfinite(Float.parseFloat(text));
            return beyond && !isSpecial(text)
                    ? describe(value)
                            + " is beyond "
                            + type
                            + ", which goes from "
                            + -most
                            + " to "
                            + most
                            + "."
                    : null;
        }
        if (value.isString() && isSpecial(value.asString())) {
            return null;
        }
        return describe(value)
                + " is not "
                + type
                + ": a number, \"NaN\", \"Infinity\" or \"-Infinity\".";
    }

    /** Whether this is a number that is written as text. */
    static boolean isSpecial(String text) {
        return SPECIAL.contains(text);
    }

    /** Whether this is a whole number beyond a long, which libGDX gives as text. */
    private static boolean isInteger(JsonValue value) {
        if (!value.isString()) {
            return false;
        }
        String text = value.asString();
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() < digits + 19) {
            return false; // a long, or digits in quotation marks
        }
        return text.chars().skip(digits).allMatch(each -> each >= '0' && each <= '9');
    }

    /** A value as it is shown in a message. */
    static String describe(JsonValue value) {
        if (value.isString() && !isInteger(value)) {
            return "the text \"" + JsonFormatException.shown(value.asString()) + '"';
        }
        return switch (value.type()) {
            case object -> "an object";
            case array -> "an array";
            case nullValue -> "null";
            default -> JsonFormatException.shown(value.asString());
        };
    }
}
