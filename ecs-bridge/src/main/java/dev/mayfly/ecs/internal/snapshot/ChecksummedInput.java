package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.ecs.error.SnapshotFormatException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;

/**
 * Reads from a channel into memory, never further than asked, and compares checksums with those
 * that {@link ChecksummedOutput} wrote.
 */
final class ChecksummedInput {

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final CRC32C checksum = new CRC32C();
    private long total;

    ChecksummedInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    int getInt() throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        get(MemorySegment.ofArray(bytes));
        return ByteBuffer.wrap(bytes).getInt();
    }

    long getLong() throws IOException {
        byte[] bytes = new byte[Long.BYTES];
        get(MemorySegment.ofArray(bytes));
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Fills the memory. */
    void get(MemorySegment memory) throws IOException {
        for (long done = 0; done < memory.byteSize(); ) {
            int bytes = (int) Math.min(buffer.capacity(), memory.byteSize() - done);
            buffer.clear().limit(bytes);
            fill();
            buffer.flip();
            MemorySegment.copy(
                    MemorySegment.ofBuffer(buffer),
                    ValueLayout.JAVA_BYTE,
                    0,
                    memory,
                    ValueLayout.JAVA_BYTE,
                    done,
                    bytes);
            checksum.update(buffer);
            done += bytes;
        }
    }

    private void fill() throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer);
            if (read < 0) {
                throw new SnapshotFormatException(
                        "it ends after " + (total + buffer.position()) + " bytes, cut off.");
            }
        }
        total += buffer.limit();
    }

    /** Reads a checksum, which must be that of everything since the last one. */
    void requireChecksum(String part) throws IOException {
        int expected = (int) checksum.getValue();
        if (getInt() != expected) {
            throw new SnapshotFormatException(
                    "its " + part + " is damaged: the checksum does not match.");
        }
        checksum.reset();
    }
}
