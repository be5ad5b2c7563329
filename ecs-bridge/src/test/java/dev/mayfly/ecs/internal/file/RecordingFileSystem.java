package dev.mayfly.ecs.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machine's files, with a list of what is done to them; one kind of call may be told to fail.
 */
final class RecordingFileSystem extends FileSystemProvider {

    final List<String> calls = new ArrayList<>();

    /** The call that fails; empty for none. */
    String failing = "";

    /** The call that fails once a draft has been renamed; empty for none. */
    String failingAfterRename = "";

    /** Whether files have access control lists. */
    boolean hasAcls;

    /** What has been read of lists and set, the last one. */
    List<AclEntry> acl = List.of();

    private final FileSystem system = new System();

    /** A list as some systems have; there is one. */
    private final class Acl implements AclFileAttributeView {
        private final Path path;

        Acl(Path path) {
            this.path = path;
        }

        @Override
        public String name() {
            return "acl";
        }

        @Override
        public List<AclEntry> getAcl() throws IOException {
            called("getAcl", path);
            return acl;
        }

        @Override
        public void setAcl(List<AclEntry> entries) throws IOException {
            called("setAcl", path);
            assertThat(entries).isEqualTo(acl);
        }

        @Override
        public UserPrincipal getOwner() throws IOException {
            return Files.getOwner(real(path));
        }

        @Override
        public void setOwner(UserPrincipal owner) throws IOException {
            Files.setOwner(real(path), owner);
        }
    }

    private final class System extends FileSystem {
        @Override
        public FileSystemProvider provider() {
            return RecordingFileSystem.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return "/";
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return List.of();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic", "posix");
        }

        @Override
        public Path getPath(String first, String... more) {
            return of(Path.of(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    /** What gives back the path behind one of these. */
    private interface Wrapped {
        Path real();
    }

    /** The same path in this file system. */
    Path of(Path real) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "real":
                            return real;
                        case "getFileSystem":
                            return system;
                        case "iterator":
                            throw new UnsupportedOperationException();
                        default:
                    }
                    Object[] given = arguments == null ? new Object[0] : arguments.clone();
                    for (int i = 0; i < given.length; i++) {
                        given[i] = given[i] instanceof Path path ? real(path) : given[i];
                    }
                    try {
                        return method.invoke(real, given) instanceof Object result
                                ? result instanceof Path path ? of(path) : result
                                : null;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return (Path)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Path.class, Wrapped.class},
                        handler);
    }

    static Path real(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.real() : path;
    }

    private void called(String call, Path path) throws IOException {
        String name = path.getFileName().toString();
        calls.add(call + " " + (name.endsWith(".part") ? "draft" : name));
        if (call.equals(failing)) {
            throw new IOException("no " + call);
        }
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        called("open", path);
        FileChannel channel = FileChannel.open(real(path), options, attributes);
        return new RecordingChannel(channel, call -> called(call, path));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        calls.add("rename draft to " + target.getFileName());
        if (failing.equals("rename")) {
            throw new IOException("no rename");
        }
        Files.move(real(source), real(target), options);
        failing = failingAfterRename;
    }

    @Override
    public void delete(Path path) throws IOException {
        if (failing.equals("delete")) {
            throw new IOException("no delete");
        }
        Files.delete(real(path));
        called("delete", path);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
        DirectoryStream<Path> real =
                Files.newDirectoryStream(real(directory), path -> filter.accept(of(path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                List<Path> all = new ArrayList<>();
                real.forEach(path -> all.add(of(path)));
                return all.iterator();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real(path).getFileSystem().provider().checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        if (type == AclFileAttributeView.class && hasAcls) {
            return type.cast(new Acl(path));
        }
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return of(Files.readSymbolicLink(real(link)));
    }

    @Override
    public String getScheme() {
        return "recording";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return Files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(real(path));
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
            throws IOException {
        Files.setAttribute(real(path), attribute, value, options);
    }
}
