package dev.mayfly.ecs.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/**
 * What a file keeps when it is replaced by another: its permissions and access control list; and
 * where this process may set them, its owner, group and the attributes that users define. A list
 * that the JDK does not show, as the POSIX ones of Linux are, is not kept.
 */
final class KeptAttributes {

    /** Gives one file what another has. */
    private interface Copying<V extends FileAttributeView> {
        void copy(V from, V to) throws IOException;
    }

    private KeptAttributes() {}

    /**
     * Gives a new file the attributes of another in the same directory.
     *
     * @throws IOException if the permissions or the access control list cannot be given: others
     *     might read then what they may not
     */
    static void copy(Path from, Path to) throws IOException {
        // The content is worth more than these.
        wherePermitted(from, to, UserDefinedFileAttributeView.class, KeptAttributes::copyDefined);
        // Owner and group first: giving them away may take permissions back.
        wherePermitted(from, to, PosixFileAttributeView.class, KeptAttributes::copyGroup);
        wherePermitted(from, to, FileOwnerAttributeView.class, KeptAttributes::copyOwner);
        both(from, to, AclFileAttributeView.class, (of, view) -> view.setAcl(of.getAcl()));
        both(
                from,
                to,
                PosixFileAttributeView.class,
                (of, view) -> view.setPermissions(of.readAttributes().permissions()));
    }

    private static <V extends FileAttributeView> void wherePermitted(
            Path from, Path to, Class<V> kind, Copying<V> copying) {
        try {
            both(from, to, kind, copying);
        } catch (IOException | UnsupportedOperationException denied) {
            // Only those who may can give files away, and not each file system has room for more.
        }
    }

    private static <V extends FileAttributeView> void both(
            Path from, Path to, Class<V> kind, Copying<V> copying) throws IOException {
        V of = Files.getFileAttributeView(from, kind);
        V view = Files.getFileAttributeView(to, kind);
        if (of != null && view != null) {
            copying.copy(of, view);
        }
    }

    private static void copyDefined(
            UserDefinedFileAttributeView from, UserDefinedFileAttributeView to) throws IOException {
        for (String name : from.list()) {
            copyDefined(name, from, to);
        }
    }

    private static void copyDefined(
            String name, UserDefinedFileAttributeView from, UserDefinedFileAttributeView to) {
        try {
            ByteBuffer value = ByteBuffer.allocate(from.size(name));
            from.read(name, value);
            to.write(name, value.flip());
        } catch (IOException | UnsupportedOperationException denied) {
            // One that may not be set keeps no other from being so.
        }
    }

    private static void copyGroup(PosixFileAttributeView from, PosixFileAttributeView to)
            throws IOException {
        GroupPrincipal wanted = from.readAttributes().group();
        if (!to.readAttributes().group().equals(wanted)) {
            to.setGroup(wanted);
        }
    }

    private static void copyOwner(FileOwnerAttributeView from, FileOwnerAttributeView to)
            throws IOException {
        if (!to.getOwner().equals(from.getOwner())) {
            to.setOwner(from.getOwner());
        }
    }
}
