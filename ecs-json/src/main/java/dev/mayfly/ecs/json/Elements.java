package dev.mayfly.ecs.json;

import com.badlogic.gdx.utils.JsonValue;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.TypedBuffer;

/** Single elements of columns of any type. */
final class Elements {

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

    static void set(TypedBuffer column, int row, JsonValue value) {
        switch (column) {
            case Floats floats -> floats.set(row, value.asFloat());
            case Ints ints -> ints.set(row, value.asInt());
            case Longs longs -> longs.set(row, value.asLong());
            case Doubles doubles -> doubles.set(row, value.asDouble());
            case Shorts shorts -> shorts.set(row, value.asShort());
            case Bytes bytes -> bytes.set(row, value.asByte());
        }
    }
}
