package dev.mayfly.ecs.internal.values;

import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.file.Texts;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What several objects of one class held, whose {@link ValueFields} have no problem. Its arrays are
 * kept and filled again.
 */
public final class ValueImage {

    private final Class<?> type;
    private final ValueFields fields;
    private final int numbersEach;
    private final int referencesEach;

    private long[] numbers = {};
    private @Nullable Object[] references = {};

    /** An image of nothing. */
    public ValueImage(Class<?> type) {
        this.type = type;
        fields = ValueFields.of(type);
        numbersEach = fields.numberGetters.size();
        referencesEach = fields.referenceGetters.size();
    }

    /** Makes room for this many objects; what it held stays. */
    public void ensureRoom(int objects) {
        if (numbers.length < objects * numbersEach) {
            numbers = Arrays.copyOf(numbers, 2 * objects * numbersEach);
        }
        if (references.length < objects * referencesEach) {
            references = Arrays.copyOf(references, 2 * objects * referencesEach);
        }
    }

    /** Copies what an object holds; there is room for it. */
    public void save(int index, Object from) {
        try {
            for (int i = 0, at = index * numbersEach; i < numbersEach; i++, at++) {
                numbers[at] = (long) fields.numberGetters.get(i).invokeExact(from);
            }
            for (int i = 0, at = index * referencesEach; i < referencesEach; i++, at++) {
                references[at] = (Object) fields.referenceGetters.get(i).invokeExact(from);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    /** Makes another object, or the same, hold what this one held. */
    public void restore(int index, Object to) {
        try {
            for (int i = 0, at = index * numbersEach; i < numbersEach; i++, at++) {
                fields.numberSetters.get(i).invokeExact(to, numbers[at]);
            }
            for (int i = 0, at = index * referencesEach; i < referencesEach; i++, at++) {
                fields.referenceSetters.get(i).invokeExact(to, references[at]);
            }
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static IllegalStateException unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            Failures.rethrow(error);
        }
        return new IllegalStateException("A field that was open is not any more", failure);
    }

    // --- files

    /** Writes what the first {@code count} objects held. */
    public void write(DataOutputStream out, int count) throws IOException {
        Texts.writeAll(out, fields.layout());
        for (int i = 0; i < count * numbersEach; i++) {
            out.writeLong(numbers[i]);
        }
        for (int i = 0; i < count * referencesEach; i++) {
            writeReference(out, references[i]);
        }
    }

    private static void writeReference(DataOutputStream out, @Nullable Object value)
            throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            Texts.write(out, value instanceof Enum<?> constant ? constant.name() : "" + value);
        }
    }

    /**
     * Reads what {@link #write} has written, of as many objects.
     *
     * @throws SnapshotSchemaException if the class has other fields now
     */
    public void read(BoundedInput in, int count) {
        List<String> layout = in.getTexts();
        if (!layout.equals(fields.layout())) {
            throw new SnapshotSchemaException(
                    type.getName()
                            + " has the fields "
                            + layout
                            + " in the snapshot and "
                            + fields.layout()
                            + " in the program.");
        }
        // A reference that is null takes a byte.
        in.require(count * ((long) numbersEach * Long.BYTES + referencesEach));
        ensureRoom(count);
        for (int i = 0; i < count * numbersEach; i++) {
            numbers[i] = in.getLong();
        }
        for (int i = 0; i < count * referencesEach; i++) {
            Class<?> wanted = fields.referenceTypes.get(i % referencesEach);
            references[i] = in.getFlag() ? parsed(wanted, in.getText()) : null;
        }
    }

    private Object parsed(Class<?> wanted, String text) {
        if (wanted.isEnum()) {
            for (Object constant : wanted.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
            throw new SnapshotSchemaException(
                    "a "
                            + type.getName()
                            + " in it holds "
                            + wanted.getName()
                            + "."
                            + text
                            + ", which the program does not have.");
        }
        Object value = box(wanted, text);
        if (value == null || !value.toString().equals(text)) {
            throw new SnapshotFormatException(
                    "a "
                            + type.getName()
                            + " in it holds a "
                            + wanted.getName()
                            + " that is none.");
        }
        return value;
    }

    /** The value of this text; null if that is the text of none. */
    private static @Nullable Object box(Class<?> wanted, String text) {
        try {
            return switch (wanted.getSimpleName()) {
                case "Boolean" -> Boolean.valueOf(text);
                case "Byte" -> Byte.valueOf(text);
                case "Short" -> Short.valueOf(text);
                case "Character" -> text.isEmpty() ? null : text.charAt(0);
                case "Integer" -> Integer.valueOf(text);
                case "Long" -> Long.valueOf(text);
                case "Float" -> Float.valueOf(text);
                case "Double" -> Double.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
