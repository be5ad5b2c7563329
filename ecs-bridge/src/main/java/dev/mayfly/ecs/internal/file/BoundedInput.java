package dev.mayfly.ecs.internal.file;

import dev.mayfly.ecs.error.SnapshotFormatException;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a part of a file out of bytes that are at hand. A checksum says that they are as they were
 * written, not that whoever wrote them meant well: so every count is compared with the bytes that
 * what it counts would take at least, before anything is made of it, and what would read beyond the
 * end throws. Whatever is read this way takes memory in proportion to the bytes.
 *
 * <p>Numbers have their high byte first, as {@code DataOutputStream} writes them.
 */
public final class BoundedInput {

    private final String part;
    private final ByteBuffer bytes;

    /**
     * A reader at the first of these bytes.
     *
     * @param part what they are, as in "its header"
     */
    public BoundedInput(String part, byte[] bytes) {
        this.part = part;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public int getInt() {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    public long getLong() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    public double getDouble() {
        require(Double.BYTES);
        return bytes.getDouble();
    }

    /** A boolean, which is 0 or 1 and nothing else. */
    public boolean getFlag() {
        require(1);
        byte flag = bytes.get();
        if (flag != 0 && flag != 1) {
            throw damaged("has a flag that is " + flag);
        }
        return flag == 1;
    }

    /**
     * A number of things that follow.
     *
     * @param things what they are, in the plural
     * @param bytesEach how many bytes one of them takes at least
     */
    public int getCount(String things, long bytesEach) {
        int count = getInt();
        if (count < 0 || count * bytesEach > bytes.remaining()) {
            throw damaged(
                    "says that "
                            + count
                            + " "
                            + things
                            + " follow, and has "
                            + bytes.remaining()
                            + " bytes left");
        }
        return count;
    }

    /** What {@link Texts#write} wrote. */
    public String getText() {
        char[] text = new char[getCount("letters", Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            text[i] = bytes.getChar();
        }
        return new String(text);
    }

    /** What {@link Texts#writeAll} wrote. */
    public List<String> getTexts() {
        int count = getCount("texts", Integer.BYTES);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(getText());
        }
        return texts;
    }

    /** What {@code DataOutputStream.writeUTF} wrote. */
    public String getName() {
        int start = bytes.position();
        require(Short.BYTES);
        int length = Short.BYTES + Short.toUnsignedInt(bytes.getShort());
        bytes.position(start);
        require(length);
        byte[] name = new byte[length];
        bytes.get(name);
        try {
            return new DataInputStream(new ByteArrayInputStream(name)).readUTF();
        } catch (IOException e) {
            throw damaged("has a name that is none");
        }
    }

    /** Fills the memory. */
    public void get(MemorySegment memory) {
        require(memory.byteSize());
        int length = (int) memory.byteSize();
        MemorySegment.copy(
                MemorySegment.ofBuffer(bytes),
                ValueLayout.JAVA_BYTE,
                0,
                memory,
                ValueLayout.JAVA_BYTE,
                0,
                length);
        bytes.position(bytes.position() + length);
    }

    /** Throws unless so many bytes follow. */
    public void require(long count) {
        if (count > bytes.remaining()) {
            throw damaged("ends too early");
        }
    }

    /** Throws unless all has been read. */
    public void requireEnd() {
        if (bytes.hasRemaining()) {
            throw damaged("goes on for " + bytes.remaining() + " bytes after its end");
        }
    }

    private SnapshotFormatException damaged(String problem) {
        return new SnapshotFormatException("its " + part + " " + problem + ".");
    }
}
