package dev.mayfly.ecs.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

class DurableFileTest {

    private static final String LEFT = ".mayfly-0123456789abcdef.part";

    @TempDir private Path directory;

    private final RecordingFileSystem files = new RecordingFileSystem();

    @BeforeEach
    void separatorsAreSlashes() {
        assumeTrue(Files.getFileAttributeView(directory, PosixView.TYPE) != null);
    }

    private static final class PosixView {
        static final Class<PosixFileAttributeView> TYPE = PosixFileAttributeView.class;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void write(String name, String text) throws IOException {
        DurableFile.write(
                files.of(file(name)),
                channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private List<String> listed() {
        return List.of(directory.toFile().list());
    }

    @Test
    void theContentIsForcedBeforeTheRenameAndTheDirectoryAfterIt() throws IOException {
        Files.writeString(file("world"), "old");
        write("world", "new");

        assertThat(files.calls)
                .containsExactly(
                        "open draft",
                        "write draft",
                        "force draft",
                        "rename draft to world",
                        "open " + directory.getFileName(),
                        "force " + directory.getFileName());
        assertThat(file("world")).hasContent("new");
        assertThat(listed()).containsExactly("world");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "write", "force", "rename"})
    void whateverFailsLeavesTheOldFileAndNoDraft(String call) throws IOException {
        Files.writeString(file("world"), "old");
        files.failing = call;

        assertThatThrownBy(() -> write("world", "new")).hasMessage("no " + call);
        assertThat(file("world")).hasContent("old");
        assertThat(listed()).containsExactly("world");
    }

    @Test
    void aDraftThatCannotBeDeletedHidesNoFailureAndGoesWithTheNextSave() throws IOException {
        Files.writeString(file("world"), "old");
        files.failing = "delete";

        assertThatThrownBy(
                        () ->
                                DurableFile.write(
                                        files.of(file("world")),
                                        channel -> {
                                            throw new IOException("no space");
                                        }))
                .hasMessage("no space");
        assertThat(file("world")).hasContent("old");
        assertThat(listed()).hasSize(2);
        files.failing = "";
        write("world", "new");
        assertThat(file("world")).hasContent("new");
        assertThat(listed()).containsExactly("world");
    }

    @Test
    void aSaveThatIsDoneDoesNotFailAtItsDraft() throws IOException {
        files.failingAfterRename = "delete";
        write("world", "new");

        assertThat(file("world")).hasContent("new");
        assertThat(listed()).containsExactly("world");
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsWritten() throws IOException {
        Path other = Files.createDirectory(file("other"));
        Files.writeString(other.resolve("world"), "old");
        Files.createSymbolicLink(file("near"), Path.of("other/world"));
        Files.createSymbolicLink(file("link"), file("near"));
        write("link", "new");

        assertThat(file("link")).isSymbolicLink().hasContent("new");
        assertThat(file("near")).isSymbolicLink();
        assertThat(other.resolve("world")).isRegularFile().hasContent("new");
        Files.createSymbolicLink(file("dangling"), Path.of("nothing"));
        write("dangling", "new");
        assertThat(file("dangling")).isSymbolicLink();
        assertThat(file("nothing")).isRegularFile().hasContent("new");
        Files.createSymbolicLink(file("circle"), Path.of("circle"));
        assertThatThrownBy(() -> write("circle", "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("circle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r-----", "r--r--r--", "rwxrwxrwx"})
    void permissionsStay(String permissions) throws IOException {
        Files.writeString(file("world"), "old");
        Files.setPosixFilePermissions(file("world"), PosixFilePermissions.fromString(permissions));
        write("world", "new");

        assertThat(Files.getPosixFilePermissions(file("world")))
                .isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void anAccessControlListStaysAndWhereItCannotTheOldFileDoes() throws IOException {
        Files.writeString(file("world"), "old");
        files.hasAcls = true;
        files.acl =
                List.of(
                        AclEntry.newBuilder()
                                .setType(AclEntryType.ALLOW)
                                .setPrincipal(Files.getOwner(directory))
                                .setPermissions(AclEntryPermission.READ_DATA)
                                .build());
        write("world", "new");
        assertThat(files.calls).containsSubsequence("getAcl world", "setAcl draft", "write draft");
        assertThat(file("world")).hasContent("new");

        files.failing = "setAcl";
        assertThatThrownBy(() -> write("world", "newer")).hasMessage("no setAcl");
        assertThat(file("world")).hasContent("new");
        assertThat(listed()).containsExactly("world");
    }

    @Test
    void attributesThatUsersDefineStay() throws IOException {
        Files.writeString(file("world"), "old");
        UserDefinedFileAttributeView defined =
                Files.getFileAttributeView(file("world"), UserDefinedFileAttributeView.class);
        try {
            defined.write("note", ByteBuffer.wrap(new byte[] {1, 2, 3}));
            defined.write("empty", ByteBuffer.allocate(0));
        } catch (IOException | UnsupportedOperationException | NullPointerException none) {
            assumeTrue(false, "this file system has none");
        }
        write("world", "new");
        assertThat(file("world")).hasContent("new");
        ByteBuffer note = ByteBuffer.allocate(defined.size("note"));
        defined.read("note", note);
        assertThat(note.array()).containsExactly(1, 2, 3);
        assertThat(defined.list()).containsExactlyInAnyOrder("note", "empty");
    }

    @Test
    void groupStays() throws IOException {
        Files.writeString(file("world"), "old");
        PosixFileAttributeView view = Files.getFileAttributeView(file("world"), PosixView.TYPE);
        GroupPrincipal another = null;
        try {
            another =
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName("daemon");
            view.setGroup(another);
        } catch (IOException denied) {
            assumeTrue(false, "this user may not give files away");
        }
        write("world", "new");
        assertThat(view.readAttributes().group()).isEqualTo(another);
    }

    @Test
    void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
        write("world", "new");
        Files.writeString(file("any"), "any");

        assertThat(Files.getPosixFilePermissions(file("world")))
                .isEqualTo(Files.getPosixFilePermissions(file("any")));
    }

    @Test
    void whatIsNoRegularFileIsRefused() throws IOException {
        Files.createDirectory(file("folder"));
        for (Path irregular : List.of(file("folder"), Path.of("/dev/null"))) {
            assertThatThrownBy(() -> DurableFile.write(irregular, channel -> {}))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(irregular.toString())
                    .hasMessageContaining("no regular file");
        }
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThat(listed()).containsExactly("folder");
    }

    @Test
    void whatAKilledSaveLeftIsCleanedUpAndNothingElse() throws IOException {
        Files.writeString(file(LEFT), "half");
        for (String other : List.of("snapshot7.part", ".mayfly-xyz.part", LEFT + "x")) {
            Files.writeString(file(other), "somebody's");
        }
        write("world", "new");

        assertThat(listed())
                .containsExactlyInAnyOrder(
                        "world", "snapshot7.part", ".mayfly-xyz.part", LEFT + "x");
    }

    @Test
    void aDraftThatIsBeingWrittenStays() throws IOException {
        try (FileChannel held =
                FileChannel.open(
                        file(LEFT), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(held.tryLock()).isNotNull();
            write("world", "new");

            assertThat(file(LEFT)).exists();
        }
        write("world", "new");
        assertThat(file(LEFT)).doesNotExist();
    }

    @Test
    void twoSavesOfOneProcessLeaveEachOtherAlone() throws IOException {
        DurableFile.write(
                files.of(file("first")),
                channel -> {
                    write("second", "in between");
                    channel.write(ByteBuffer.wrap(new byte[] {'1'}));
                });

        assertThat(file("first")).hasContent("1");
        assertThat(file("second")).hasContent("in between");
    }

    @Test
    void aDirectoryThatCannotBeForcedIsSaid() throws IOException {
        Files.writeString(file("world"), "old");
        Throwable failure =
                catchThrowable(
                        () ->
                                DurableFile.write(
                                        files.of(file("world")),
                                        channel -> {
                                            channel.write(ByteBuffer.wrap(new byte[] {'n'}));
                                            files.failingAfterRename = "force";
                                        }));

        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("in place");
        assertThat(file("world")).hasContent("n");
    }
}
