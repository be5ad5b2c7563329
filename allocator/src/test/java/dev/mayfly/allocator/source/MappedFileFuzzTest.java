package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidFileException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Files that somebody else made: each is refused by name and stays as it is, or is memory that
 * holds what is written to it, now and when it is opened again. Either way nobody has it open
 * afterwards.
 *
 * <p>A fuzz target: the build gives it inputs that it finds by coverage, and the test those of the
 * corpus. An input is what the file begins with, and in its last four bytes how long the file is,
 * so that inputs can be small: what is between is zero.
 */
@SameAtEveryLevel
public class MappedFileFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz/MappedFileFuzzTest");
    private static final int LONGEST = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length < Integer.BYTES) {
            return;
        }
        byte[] start = Arrays.copyOf(input, input.length - Integer.BYTES);
        int length =
                ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).getInt(start.length)
                        & (LONGEST - 1);
        Path path = Files.createTempFile("fuzz", ".mayfly");
        try {
            write(path, start, length);
            tryOut(path);
        } finally {
            Files.delete(path);
        }
    }

    private static void write(Path path, byte[] start, int length) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(start));
            if (length > start.length) {
                file.write(ByteBuffer.allocate(1), length - 1L);
            }
        }
    }

    private static void tryOut(Path path) throws IOException {
        byte[] before = Files.readAllBytes(path);
        if (isRefused(path)) {
            isRefused(path); // the first time classes are loaded and changed by the fuzzer
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(isRefused(path)).isTrue();
            allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            assertThat(allocated).isLessThan(1 << 18);
            assertThat(Files.readAllBytes(path)).isEqualTo(before);
            return;
        }
        long size = Files.size(path);
        try (MappedFileSource file = MappedFileSource.open(path)) {
            assertThat(file.contents().byteSize()).isEqualTo(size - 4096);
            Memory memory = given(file.request(size - 4096, 64));
            memory.segment().set(ValueLayout.JAVA_LONG, size - 4096 - 8, 42);
            memory.giveBack();
        }
        try (MappedFileSource file = MappedFileSource.open(path)) {
            assertThat(file.contents().get(ValueLayout.JAVA_LONG, size - 4096 - 8)).isEqualTo(42);
        }
        byte[] after = Files.readAllBytes(path);
        ByteBuffer.wrap(before).order(ByteOrder.nativeOrder()).putLong((int) size - 8, 42);
        assertThat(after).isEqualTo(before);
    }

    private static boolean isRefused(Path path) throws IOException {
        try {
            MappedFileSource.open(path).close();
            return false;
        } catch (InvalidFileException e) {
            assertThat(e)
                    .hasMessageStartingWith("The file " + path + " ")
                    .hasMessageNotContaining("should have -")
                    .hasMessageNotContaining("open already");
            return true;
        }
    }

    @Test
    void eachInputOfTheCorpusIsRefusedByNameOrIsMemory() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                try {
                    fuzzerTestOneInput(Files.readAllBytes(file));
                } catch (Throwable failure) {
                    throw new AssertionError(file.toString(), failure);
                }
            }
        }
    }
}
