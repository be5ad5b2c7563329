package dev.mayfly.ecs.internal.file;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes text of any length, char by char: one that is half of a pair comes back too. {@link
 * BoundedInput} reads it.
 */
public final class Texts {

    private Texts() {}

    /** Writes one. */
    public static void write(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    /** Writes several. */
    public static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }
}
