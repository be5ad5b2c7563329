package dev.mayfly.ecs.internal.snapshot;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/** Writes memory to a channel in pieces, and a checksum of what it wrote. */
final class ChecksummedOutput {

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final CRC32C checksum = new CRC32C();

    ChecksummedOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    void putInt(int value) throws IOException {
        put(MemorySegment.ofArray(ByteBuffer.allocate(Integer.BYTES).putInt(value).array()));
    }

    void putLong(long value) throws IOException {
        put(MemorySegment.ofArray(ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    }

    void put(MemorySegment memory) throws IOException {
        for (long done = 0; done < memory.byteSize(); ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int bytes = (int) Math.min(buffer.remaining(), memory.byteSize() - done);
            ByteBuffer piece = buffer.slice(buffer.position(), bytes);
            MemorySegment.copy(
                    memory,
                    ValueLayout.JAVA_BYTE,
                    done,
                    MemorySegment.ofBuffer(piece),
                    ValueLayout.JAVA_BYTE,
                    0,
                    bytes);
            checksum.update(piece);
            buffer.position(buffer.position() + bytes);
            done += bytes;
        }
    }

    /** Writes the checksum of everything since the last one. */
    void putChecksum() throws IOException {
        int value = (int) checksum.getValue();
        putInt(value);
        checksum.reset();
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
