package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.InvalidFileException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.SourceInUseException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.source.FileFormat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that is a file: what is in it survives the process and is there when the file is opened
 * again. Works on every platform. May be used by any thread. Close it after what has taken memory
 * from it.
 *
 * <p>Pieces are given out from the start of the file, each at the first place where it fits, and
 * with whatever the file holds there: the same requests in the same order find what they left. Or
 * look at all of it through {@link #contents()}.
 *
 * <p>The operating system writes changes to the disk when it likes, {@link #force()} at once. A
 * file that another program cuts short while it is mapped fails in the JVM with an {@link
 * InternalError} where it is touched.
 */
public final class MappedFileSource implements MemorySource, AutoCloseable {

    private final Path path;
    private final FileChannel file;
    private final MemorySegment contents;
    private final Carving range;

    private MappedFileSource(Path path, FileChannel file, long memoryBytes) throws IOException {
        this.path = path;
        this.file = file;
        Arena lifetime = Arena.ofShared();
        MemorySegment whole;
        try {
            whole =
                    file.map(
                            FileChannel.MapMode.READ_WRITE,
                            0,
                            FileFormat.HEADER_BYTES + memoryBytes,
                            lifetime);
        } catch (IOException | RuntimeException failure) {
            lifetime.close();
            throw failure;
        }
        this.contents = whole.asSlice(FileFormat.HEADER_BYTES);
        this.range = new Carving(lifetime, whole, FileFormat.HEADER_BYTES, 0, Carving.Pages.NONE);
    }

    /**
     * Makes a new file, all zero. It is written whole, so that a full disk is noticed here and not
     * in a frame.
     *
     * @param bytes how much memory it has, in bytes, rounded up to whole pages
     * @throws InvalidSizeException if {@code bytes} is below 1
     * @throws IOException if there is such a file, or it cannot be written; there is none then
     */
    public static MappedFileSource create(Path path, long bytes) throws IOException {
        long memoryBytes = FileFormat.memoryBytes(bytes);
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            lock(file, path);
            FileFormat.write(file, memoryBytes);
            return new MappedFileSource(path, file, memoryBytes);
        } catch (IOException | RuntimeException failure) {
            closeAfter(file, failure);
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    /**
     * Opens a file that {@link #create} made, with what is in it.
     *
     * @throws InvalidFileException if it is not such a file, has another version, was cut short, or
     *     is open already, here or in another process
     * @throws IOException if it cannot be read and written
     */
    public static MappedFileSource open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            return new MappedFileSource(path, file, FileFormat.check(file, path));
        } catch (IOException | RuntimeException failure) {
            closeAfter(file, failure);
            throw failure;
        }
    }

    /** Keeps other processes, and others here, from using the file as memory; ends with it. */
    private static void lock(FileChannel file, Path path) throws IOException {
        boolean locked;
        try {
            locked = file.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            locked = false;
        }
        if (!locked) {
            throw FileFormat.invalid(path, "is open already. Close it there first");
        }
    }

    private static void closeAfter(FileChannel file, Exception failure) {
        try {
            file.close();
        } catch (IOException second) {
            Failures.joined(failure, second);
        }
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        return range.request(byteSize, byteAlignment);
    }

    /**
     * All of the memory, as it is in the file, those parts that are given out as well. Valid until
     * {@link #close()}.
     */
    public MemorySegment contents() {
        return contents;
    }

    /**
     * Writes what has changed to the disk, and returns when it is there.
     *
     * @throws UncheckedIOException if that fails
     * @throws IllegalStateException if the source was closed
     */
    public void force() {
        contents.force();
    }

    /**
     * Ends the mapping; the file stays. Requests are declined from then on. Closing again does
     * nothing.
     *
     * @throws SourceInUseException if memory is out; nothing changes then
     * @throws UncheckedIOException if closing the file fails; the mapping has ended
     */
    @Override
    public void close() {
        range.close(toString());
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return "the memory file " + path;
    }
}
