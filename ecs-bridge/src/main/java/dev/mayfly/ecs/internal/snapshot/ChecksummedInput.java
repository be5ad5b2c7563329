package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.ecs.error.SnapshotFormatException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32C;

/**
 * Reads from a channel into memory, never further than asked, and compares checksums with those
 * that {@link ChecksummedOutput} wrote.
 */
final class ChecksummedInput {

    private static final int LARGEST_PIECE = 1 << 24;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final CRC32C checksum = new CRC32C();
    private long total;

    /** What {@link #require} has read and {@link #get} has not taken. */
    private final Deque<ByteBuffer> ahead = new ArrayDeque<>();

    private long aheadBytes;

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

    /**
     * Throws unless so many bytes follow, up to a number that a file states and nobody has to
     * believe. Where the channel cannot say how many it has they are read ahead, in pieces of which
     * all together take at most twice what came so far.
     */
    void require(long count) throws IOException {
        if (count <= aheadBytes || count - aheadBytes <= bytesOfFile()) {
            return;
        }
        while (aheadBytes < count) {
            long most = Math.clamp(aheadBytes, buffer.capacity(), LARGEST_PIECE);
            byte[] piece = new byte[(int) Math.min(most, count - aheadBytes)];
            for (int done = 0; done < piece.length; ) {
                readPiece(Math.min(buffer.capacity(), piece.length - done));
                int read = buffer.remaining();
                buffer.get(piece, done, read);
                done += read;
            }
            ahead.add(ByteBuffer.wrap(piece));
            aheadBytes += piece.length;
        }
    }

    /** How many bytes the channel has from where it is; 0 if it does not say. */
    private long bytesOfFile() throws IOException {
        if (channel instanceof SeekableByteChannel file) {
            return file.size() - file.position();
        }
        return 0;
    }

    /** Fills the memory. */
    void get(MemorySegment memory) throws IOException {
        long fromAhead = Math.min(aheadBytes, memory.byteSize());
        for (long done = 0; done < fromAhead; ) {
            done += takeAhead(memory.asSlice(done, fromAhead - done));
        }
        for (long done = fromAhead; done < memory.byteSize(); ) {
            int bytes = (int) Math.min(buffer.capacity(), memory.byteSize() - done);
            readPiece(bytes);
            take(buffer, memory.asSlice(done, bytes));
            done += bytes;
        }
    }

    /** Moves as many bytes as the first piece has, or the memory. */
    private int takeAhead(MemorySegment memory) {
        ByteBuffer piece = ahead.getFirst();
        int bytes = (int) Math.min(piece.remaining(), memory.byteSize());
        take(piece.slice(piece.position(), bytes), memory);
        piece.position(piece.position() + bytes);
        if (!piece.hasRemaining()) {
            ahead.removeFirst();
        }
        aheadBytes -= bytes;
        return bytes;
    }

    /** Moves all bytes of a piece, which are checked from now on. */
    private void take(ByteBuffer piece, MemorySegment to) {
        MemorySegment.copy(
                MemorySegment.ofBuffer(piece),
                ValueLayout.JAVA_BYTE,
                0,
                to,
                ValueLayout.JAVA_BYTE,
                0,
                piece.remaining());
        checksum.update(piece);
    }

    /** Fills so much of the buffer. */
    private void readPiece(int bytes) throws IOException {
        buffer.clear().limit(bytes);
        fill();
        buffer.flip();
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
