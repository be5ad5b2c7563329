package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.InvalidFileException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.SourceInUseException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class MappedFileSourceTest {

    private static final long PAGE = 4096;

    @TempDir Path directory;
    private Path path;

    @BeforeEach
    void namePath() {
        path = directory.resolve("frames.mayfly");
    }

    @Test
    void aNewFileIsZeroAndWholePages() throws IOException {
        try (MappedFileSource file = MappedFileSource.create(path, 10_000)) {
            assertThat(file.contents().byteSize()).isEqualTo(3 * PAGE);
            assertThat(file.contents().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        }
        assertThat(Files.size(path)).isEqualTo(4 * PAGE);
    }

    @Test
    void contentsSurviveAndAreFoundByTheSameRequests() throws IOException {
        try (MappedFileSource file = MappedFileSource.create(path, 1 << 20)) {
            Memory first = given(file.request(100, 64));
            Memory second = given(file.request(5_000, 64));
            first.segment().set(ValueLayout.JAVA_LONG, 0, 42);
            second.segment().set(ValueLayout.JAVA_LONG, 4_992, 43);
            file.force();
            first.giveBack();
            second.giveBack();
        }
        try (MappedFileSource file = MappedFileSource.open(path)) {
            Memory first = given(file.request(100, 64));
            Memory second = given(file.request(5_000, 64));
            assertThat(first.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
            assertThat(second.segment().get(ValueLayout.JAVA_LONG, 4_992)).isEqualTo(43);
            first.giveBack();
            second.giveBack();
            assertThat(file.contents().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        }
    }

    @Test
    void aSliceOfAFrameIsInTheFile() throws IOException {
        long place;
        try (MappedFileSource file = MappedFileSource.create(path, 1 << 20);
                FrameAllocator memory = FrameAllocator.create(file)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                arena.allocate(1_000, 8);
                MemorySegment slice = arena.allocate(64, 64);
                slice.setString(0, "written in a frame");
                place = slice.address() - file.contents().address();
                assertThat(file.contents().getString(place)).isEqualTo("written in a frame");
            }
        }
        // Paranoid overwrites a slice when its scope ends.
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (MappedFileSource file = MappedFileSource.open(path)) {
            assertThat(file.contents().getString(place)).isEqualTo("written in a frame");
        }
    }

    @Test
    void aPieceEndsWhenItIsGivenBackAndItsPlaceIsUsedAgain() throws IOException {
        try (MappedFileSource file = MappedFileSource.create(path, 2 * PAGE)) {
            Memory memory = given(file.request(2 * PAGE, 8));
            assertThat(declined(file.request(1, 1))).contains("is free", 2 * PAGE + " bytes");
            memory.segment().fill((byte) 7);
            memory.giveBack();
            assertThatThrownBy(() -> memory.segment().fill((byte) 8))
                    .isInstanceOf(IllegalStateException.class);
            Memory next = given(file.request(PAGE, 8));
            assertThat(next.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(7);
            next.giveBack();
        }
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Files.writeString(path, "precious");
        assertThatThrownBy(() -> MappedFileSource.create(path, 100))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("precious");
    }

    @Test
    void aFileThatIsMissingIsNotMade() {
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(path).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "MAYFLYMM"})
    void aFileOfSomethingElseIsRefusedAndLeftAlone(String text) throws IOException {
        Files.writeString(path, text);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(path.toString(), "not a memory file of Mayfly");
        assertThat(path).hasContent(text);
        Files.writeString(path, text + "x".repeat(100_000));
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class);
    }

    @Test
    void aFileThatWasCutShortOrHasGrownIsRefused() throws IOException {
        MappedFileSource.create(path, 4 * PAGE).close();
        resize(5 * PAGE + 1);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("should have 20480 bytes and has 20481");
        resize(4 * PAGE);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .hasMessageContainingAll("should have 20480 bytes and has 16384", "cut short");
        resize(PAGE - 1);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .hasMessageContaining("not a memory file");
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 2, 9})
    void anotherVersionIsRefusedByItsNumber(byte version) throws IOException {
        MappedFileSource.create(path, PAGE).close();
        patch(8, version);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("version " + version, "reads version 1");
    }

    @Test
    void aFileWithoutTheMarkIsCalledOneOfSomethingElse() throws IOException {
        MappedFileSource.create(path, PAGE).close();
        patch(3, (byte) 'x');
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("not a memory file of Mayfly");
    }

    @Test
    void aSizeNextToWhichAHeaderHasNoRoomIsADamagedHeader() throws IOException {
        MappedFileSource.create(path, PAGE).close();
        patch(16, (byte) 0, (byte) 0xf0, (byte) 0xff, (byte) 0xff);
        patch(20, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("damaged header");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 23})
    void aDamagedHeaderIsRefused(int place) throws IOException {
        MappedFileSource.create(path, PAGE).close();
        patch(place, (byte) 0x81);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("damaged header");
    }

    @Test
    void aFileIsOpenOnce() throws IOException {
        MappedFileSource file = MappedFileSource.create(path, PAGE);
        assertThatThrownBy(() -> MappedFileSource.open(path))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("open already");
        file.contents().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        file.close();
        MappedFileSource.open(path).close();
    }

    @Test
    void closingWhileMemoryIsOutIsRefusedAndChangesNothing() throws IOException {
        MappedFileSource file = MappedFileSource.create(path, PAGE);
        Memory memory = given(file.request(1, 1));
        assertThatThrownBy(file::close)
                .isInstanceOf(SourceInUseException.class)
                .hasMessageContainingAll("The memory file " + path, "1 pieces");
        memory.segment().fill((byte) 1);
        memory.giveBack();
        file.close();
        file.close();
        assertThat(declined(file.request(1, 1))).contains("closed");
        assertThatThrownBy(() -> file.contents().get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(file::force).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sizesBelowOneAreRefusedAndMakeNoFile() {
        for (long bytes : new long[] {0, -1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> MappedFileSource.create(path, bytes))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining(bytes + " bytes");
        }
        assertThat(path).doesNotExist();
    }

    private void resize(long bytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(bytes);
            if (file.size() < bytes) {
                file.write(ByteBuffer.allocate(1), bytes - 1);
            }
        }
    }

    private void patch(int place, byte... values) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(values), place);
        }
    }
}
