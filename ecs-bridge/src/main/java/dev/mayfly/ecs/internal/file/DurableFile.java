package dev.mayfly.ecs.internal.file;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/*
 * How it works. The new content is written to a draft beside the file, and forced to the disk; then
 * the draft is renamed to the file, which is one step, and the directory is forced, as the new name
 * is in there. So at each moment there is the old file or the new one, whole; and once this has
 * returned it is the new one, also after a power cut. Without the first force the rename could come
 * to the disk before the content, without the second not at all.
 *
 * A draft that a process which died has left is known by its name and by its lock: whoever writes
 * one holds the lock, and a lock ends with its process. Drafts of this process are known by their
 * paths, since on some systems a process loses its locks on a file when it closes another channel
 * of it. Between making a draft and locking it another process may take it for one that was left;
 * then the rename finds none, and all is done again.
 */
/** Replaces files so that neither a crash nor a power cut leaves half of one. */
public final class DurableFile {

    private static final String DRAFT = ".mayfly-";
    private static final String DRAFTS = DRAFT + "[0-9a-f]{16}\\.part";
    private static final int MOST_LINKS = 40;
    private static final int MOST_TRIES = 3;

    /** The drafts that this process writes now. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final Random NAMES = new Random();

    /** Writes what is to be in the file. */
    public interface Content {
        /** Writes all of it. */
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    private DurableFile() {}

    /**
     * Writes a file, in place of one that is there once it is whole. A symbolic link is followed
     * and stays; so do the {@linkplain KeptAttributes attributes} of the file.
     *
     * @throws IOException if it cannot be, as on a file system without {@link FileChannel}s; unless
     *     only forcing the directory failed, which the message says, the file is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = resolved(file.toAbsolutePath());
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    file.toString(), null, "it is no regular file, and is not replaced by one");
        }
        Path directory = target.getParent();
        if (directory == null) {
            throw new FileSystemException(file.toString(), null, "it has no directory");
        }
        try {
            write(directory, target, exists, content);
        } catch (UnsupportedOperationException e) {
            FileSystemException named =
                    new FileSystemException(
                            file.toString(), null, "its file system cannot force files to a disk");
            named.initCause(e);
            throw named;
        }
    }

    private static void write(Path directory, Path target, boolean exists, Content content)
            throws IOException {
        removeLeftovers(directory);
        int tries = 1;
        while (!writeOnce(directory, target, exists, tries == MOST_TRIES, content)) {
            tries++;
        }
        force(directory);
    }

    /** Returns false if somebody took the draft away, and that is not to be thrown. */
    private static boolean writeOnce(
            Path directory, Path target, boolean exists, boolean last, Content content)
            throws IOException {
        Path draft = newName(directory);
        OPEN.add(draft);
        try {
            writeDraft(draft, target, exists, content);
            return true;
        } catch (NoSuchFileException e) {
            if (last || !draft.toString().equals(e.getFile())) {
                throw e;
            }
            return false;
        } finally {
            remove(draft);
        }
    }

    private static void remove(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // The next save removes it; what is to be told is how the writing went.
        } finally {
            OPEN.remove(draft);
        }
    }

    /** The file that a chain of links leads to; it need not be there. */
    private static Path resolved(Path file) throws IOException {
        Path at = file;
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "its links go in a circle");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at)).toAbsolutePath();
        }
        return at;
    }

    private static Path newName(Path directory) {
        String name;
        synchronized (NAMES) {
            name = String.format("%s%016x.part", DRAFT, NAMES.nextLong());
        }
        return directory.resolve(name);
    }

    private static void writeDraft(Path draft, Path target, boolean exists, Content content)
            throws IOException {
        // Still open while it is renamed, so that its lock holds until it is no draft any more.
        try (FileChannel channel =
                FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lock(channel);
            if (exists) {
                KeptAttributes.copy(target, draft);
            }
            content.writeTo(channel);
            channel.force(true);
            Files.move(
                    draft,
                    target,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Null where the file system has no locks, or somebody else has this one. */
    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (IOException | UnsupportedOperationException | OverlappingFileLockException e) {
            return null;
        }
    }

    private static void force(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (AccessDeniedException | UnsupportedOperationException e) {
            return; // as on Windows, where a directory is no file, and renames are logged
        }
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new IOException(
                    "the new file is in place, but whether it stays so after a power cut is not"
                            + " known: its directory could not be forced to the disk",
                    e);
        }
    }

    // --- what was left

    /** Best effort: a save does not fail since an older one left something that stays. */
    private static void removeLeftovers(Path directory) {
        try (DirectoryStream<Path> drafts =
                Files.newDirectoryStream(directory, DurableFile::isDraft)) {
            for (Path draft : drafts) {
                removeIfDead(draft);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It cannot be listed, so nothing in it is known to be ours.
        }
    }

    private static boolean isDraft(Path path) {
        return path.getFileName().toString().matches(DRAFTS)
                && !OPEN.contains(path)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeIfDead(Path draft) {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            if (lock(channel) != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // Somebody else's, or gone by now.
        }
    }
}
