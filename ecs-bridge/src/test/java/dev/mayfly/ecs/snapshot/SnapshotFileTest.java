package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.World;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.LivelyWorld;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.Velocity;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

class SnapshotFileTest {

    private static final int HEADER = 16;

    @TempDir private Path directory;

    private final FrameAllocator memory = FrameAllocator.create();
    private final LivelyWorld lively = new LivelyWorld(memory, 7);

    @BeforeEach
    void live() {
        run(lively, 50);
    }

    private static void run(LivelyWorld lively, int ticks) {
        for (int i = 0; i < ticks; i++) {
            lively.tick();
        }
    }

    private static byte[] bytes(World world) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        snapshot.writeTo(Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    private static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    /** A world that holds other things, and met other compositions in another order. */
    private LivelyWorld another() {
        LivelyWorld other = new LivelyWorld(memory, 99);
        int entity = other.world.create();
        WorldTest.mapper(other.world, Velocity.class).create(entity);
        run(other, 500);
        return other;
    }

    @Test
    void aFileBringsAnotherWorldToTheSameState() throws IOException {
        Path file = directory.resolve("world.mayfly");
        WorldSnapshot snapshot = new WorldSnapshot(lively.world);
        snapshot.take();
        snapshot.writeTo(file);
        for (LivelyWorld other : new LivelyWorld[] {new LivelyWorld(memory, 3), another()}) {
            WorldSnapshot.read(other.world, file).restore();

            assertThat(withoutNumbers(other)).isEqualTo(withoutNumbers(lively));
        }
        assertThat(directory.toFile().list()).containsExactly("world.mayfly");
    }

    @Test
    void bothWorldsGoOnAlike() throws IOException {
        LivelyWorld other = another();
        WorldSnapshot.read(other.world, channel(bytes(lively.world))).restore();
        for (int i = 0; i < 50; i++) {
            run(other, 1);
            run(lively, 1);
            assertThat(withoutNumbers(other)).isEqualTo(withoutNumbers(lively));
        }
        assertThat(other.nextIds(200)).isEqualTo(lively.nextIds(200));
    }

    @Test
    void whatIsPendingIsInTheFile() throws IOException {
        int created = lively.world.create();
        WorldTest.mapper(lively.world, Position.class).create(created);
        lively.world.delete(0);
        LivelyWorld other = new LivelyWorld(memory, 3);
        WorldSnapshot.read(other.world, channel(bytes(lively.world))).restore();
        other.world.getSystem(LivelyWorld.Turnover.class).setEnabled(false);
        lively.world.getSystem(LivelyWorld.Turnover.class).setEnabled(false);
        run(lively, 1);
        run(other, 1);

        assertThat(withoutNumbers(other)).isEqualTo(withoutNumbers(lively));
        assertThat(other.nextIds(50)).isEqualTo(lively.nextIds(50)).contains(0);
    }

    /** The numbers of compositions depend on the order in which a world met them. */
    private static String withoutNumbers(LivelyWorld lively) {
        return lively.describe().replaceAll("composition \\d+", "");
    }

    @Test
    void anEmptyWorldIsAFileToo() throws IOException {
        FrameAllocator own = FrameAllocator.create();
        World empty =
                new World(
                        new com.artemis.WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(own))
                                .build());
        WorldSnapshot.read(lively.world, channel(bytes(empty))).restore();

        assertThat(lively.describe()).doesNotContain("at");
        assertThat(lively.nextIds(2)).containsExactly(0, 1);
    }

    @Test
    void aDamagedByteAnywhereIsFoundAndTheWorldUntouched() throws IOException {
        LivelyWorld small = new LivelyWorld(memory, 3);
        run(small, 2);
        byte[] whole = bytes(small.world);
        byte[] before = bytes(lively.world);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;

            assertThat(catchThrowable(() -> WorldSnapshot.read(lively.world, channel(damaged))))
                    .as("byte %d", i)
                    .isInstanceOf(SnapshotFormatException.class);
        }
        assertThat(bytes(lively.world)).isEqualTo(before);
        WorldSnapshot.read(lively.world, channel(whole));
        assertThat(bytes(lively.world)).isEqualTo(before);
    }

    @Test
    void aFileThatIsCutOffAnywhereIsFound() throws IOException {
        byte[] whole = bytes(new LivelyWorld(memory, 3).world);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThat(catchThrowable(() -> WorldSnapshot.read(lively.world, channel(cut))))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("cut off")
                    .hasMessageContaining(length + " bytes");
        }
    }

    @Test
    void aForeignFileIsNamed() {
        byte[] text = "Once upon a time there was a file.".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, channel(text)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void anotherVersionIsNamed() throws IOException {
        byte[] whole = bytes(lively.world);
        ByteBuffer.wrap(whole).putInt(8, 4);

        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, channel(whole)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("version 4")
                .hasMessageContaining("reads version 2 and 3");
    }

    @Test
    void theOtherByteOrderIsNamed() throws IOException {
        byte[] whole = bytes(lively.world);
        whole[HEADER] ^= 1;

        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, channel(resealed(whole))))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("byte order");
    }

    @Test
    void anotherNameOfATypeOrAColumnIsNamedAndTheWorldUntouched() throws IOException {
        byte[] before = bytes(lively.world);

        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, renamed("ecs.Dice", "ecs.Mice")))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining("dev.mayfly.ecs.Mice")
                .hasMessageContaining("world.getMapper");
        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, renamed("int mode", "int node")))
                .isInstanceOf(SnapshotSchemaException.class)
                .hasMessageContaining("Velocity")
                .hasMessageContaining("[float x, int node]")
                .hasMessageContaining("[float x, int mode]");
        assertThat(bytes(lively.world)).isEqualTo(before);
    }

    private ReadableByteChannel renamed(String from, String to) throws IOException {
        String whole = new String(bytes(lively.world), StandardCharsets.ISO_8859_1);
        assertThat(whole).contains(from);
        return channel(resealed(whole.replace(from, to).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** With a header checksum that is right again. */
    private static byte[] resealed(byte[] whole) {
        ByteBuffer file = ByteBuffer.wrap(whole);
        int end = HEADER + file.getInt(12);
        CRC32C checksum = new CRC32C();
        checksum.update(whole, 0, end);
        file.putInt(end, (int) checksum.getValue());
        return whole;
    }

    @Test
    void aFileThatGoesOnIsRefusedAndAChannelIsReadToTheSnapshotsEnd() throws IOException {
        byte[] whole = bytes(lively.world);
        byte[] more = Arrays.copyOf(whole, whole.length + 3);
        Path file = Files.write(directory.resolve("long"), more);

        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, file))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("3 bytes after its end");
        ByteArrayInputStream stream = new ByteArrayInputStream(more);
        WorldSnapshot.read(lively.world, Channels.newChannel(stream));
        assertThat(stream.available()).isEqualTo(3);
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNoDraft() throws IOException {
        Path taken = Files.createDirectory(directory.resolve("taken"));
        Files.write(taken.resolve("inside"), new byte[1]);
        WorldSnapshot snapshot = new WorldSnapshot(lively.world);
        snapshot.take();

        assertThat(catchThrowable(() -> snapshot.writeTo(taken))).isInstanceOf(IOException.class);
        assertThat(directory.toFile().list()).containsExactly("taken");
        assertThat(taken.resolve("inside")).exists();
        assertThatThrownBy(() -> WorldSnapshot.read(lively.world, directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void everyFailureNamesTheFile() throws IOException {
        byte[] whole = bytes(lively.world);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        String text =
                new String(whole, StandardCharsets.ISO_8859_1).replace("ecs.Dice", "ecs.Mice");
        byte[] renamed = resealed(text.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] wrong :
                List.of(
                        damaged,
                        renamed,
                        Arrays.copyOf(whole, 99),
                        Arrays.copyOf(whole, whole.length + 1),
                        new byte[0],
                        "Once upon a time".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(directory.resolve("wrong"), wrong);

            assertThat(catchThrowable(() -> WorldSnapshot.read(lively.world, file)))
                    .isInstanceOf(
                            wrong == renamed
                                    ? SnapshotSchemaException.class
                                    : SnapshotFormatException.class)
                    .hasMessageContaining(file + " ");
        }
        WorldSnapshot snapshot = new WorldSnapshot(lively.world);
        snapshot.take();
        Path nowhere = directory.resolve("no").resolve("where");
        for (Throwable failure :
                List.of(
                        catchThrowable(() -> WorldSnapshot.read(lively.world, directory)),
                        catchThrowable(() -> WorldSnapshot.read(lively.world, nowhere)),
                        catchThrowable(() -> snapshot.writeTo(nowhere)),
                        catchThrowable(() -> snapshot.writeTo(directory)),
                        catchThrowable(() -> snapshot.writeTo(Path.of("/"))))) {
            assertThat(failure).isInstanceOf(FileSystemException.class);
            assertThat(((FileSystemException) failure).getFile())
                    .isIn(directory.toString(), nowhere.toString(), "/");
        }
        assertThatThrownBy(() -> snapshot.writeTo(nowhere))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(nowhere + ": the snapshot is not written, its directory");
    }

    @Test
    void aSnapshotThatHoldsNothingIsNotWritten() {
        Path file = directory.resolve("nothing");
        assertThatThrownBy(() -> new WorldSnapshot(lively.world).writeTo(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file + "; call take()");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThatThrownBy(
                        () -> new WorldSnapshot(lively.world).writeTo(Channels.newChannel(bytes)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call take()");
        assertThat(bytes.size()).isZero();
        assertThat(directory.toFile().list()).isEmpty();
    }
}
