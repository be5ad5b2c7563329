package dev.mayfly.allocator.internal.source;

import dev.mayfly.allocator.error.InvalidFileException;
import dev.mayfly.allocator.error.InvalidSizeException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What a file of {@code MappedFileSource} looks like: a header of one page, then the memory.
 *
 * <p>The header, little-endian: at 0 eight bytes {@code MAYFLYMM}; at 8 the version, an {@code
 * int}; at 12 the size of the header, an {@code int}; at 16 the size of the memory, a {@code long};
 * zeros. It is written last, so a file whose making was cut short is none.
 */
public final class FileFormat {

    /** The size of the header, and what the size of the memory is a multiple of, in bytes. */
    public static final int HEADER_BYTES = 4096;

    private static final int VERSION = 1;
    private static final long MAGIC = 0x4D4D_594C_4659_414DL;
    private static final int ZEROS = 1 << 20;

    /** Whole pages, and a header can be before them. */
    private static final long MOST_MEMORY = Long.MAX_VALUE - 2 * HEADER_BYTES + 1;

    private FileFormat() {}

    /** The size of the memory in a file for {@code bytes} bytes: whole pages. */
    public static long memoryBytes(long bytes) {
        if (bytes < 1 || bytes > MOST_MEMORY) {
            throw new InvalidSizeException(
                    "A file for " + bytes + " bytes of memory was asked for; use 1 or more.");
        }
        return Math.ceilDiv(bytes, HEADER_BYTES) * HEADER_BYTES;
    }

    /** Writes a whole file of zeros and its header, so that a disk that is full is met here. */
    public static void write(FileChannel file, long memoryBytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
        long position = 0;
        while (position < HEADER_BYTES + memoryBytes) {
            zeros.clear().limit((int) Math.min(ZEROS, HEADER_BYTES + memoryBytes - position));
            position += file.write(zeros, position);
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION).putInt(HEADER_BYTES).putLong(memoryBytes).rewind();
        while (header.hasRemaining()) {
            file.write(header, header.position());
        }
    }

    /**
     * Checks a file and returns the size of its memory.
     *
     * @throws InvalidFileException if it is not one of this format, whole
     */
    public static long check(FileChannel file, Path path) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (read >= 0 && header.hasRemaining()) {
            read = file.read(header, header.position());
        }
        header.flip();
        if (header.limit() < HEADER_BYTES || header.getLong() != MAGIC) {
            throw invalid(
                    path,
                    "is not a memory file of Mayfly. Give the path of one, or create one where"
                            + " there is no file");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw invalid(
                    path,
                    "has version "
                            + version
                            + ", and this Mayfly reads version "
                            + VERSION
                            + ". Use the Mayfly that wrote it");
        }
        int headerBytes = header.getInt();
        long memoryBytes = header.getLong();
        if (headerBytes != HEADER_BYTES
                || memoryBytes < 1
                || memoryBytes > MOST_MEMORY
                || memoryBytes % HEADER_BYTES != 0) {
            throw invalid(
                    path,
                    "has a damaged header. Restore it from a copy, or delete it and create it"
                            + " anew");
        }
        if (file.size() != HEADER_BYTES + memoryBytes) {
            throw invalid(
                    path,
                    "should have "
                            + (HEADER_BYTES + memoryBytes)
                            + " bytes and has "
                            + file.size()
                            + ": it was cut short or written to. Restore it from a copy, or delete"
                            + " it and create it anew");
        }
        return memoryBytes;
    }

    /** The exception for a file that cannot be used; {@code what} goes on after its path. */
    public static InvalidFileException invalid(Path path, String what) {
        return new InvalidFileException("The file " + path + " " + what + ".");
    }
}
