package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Folders and jars, the first that has a class wins; behind them the JDK. */
final class ClassPath implements ClassSource, AutoCloseable {

    private final List<ClassSource> entries = new ArrayList<>();
    private final List<JarFile> jars = new ArrayList<>();

    /**
     * @throws IOException if a jar cannot be read; entries that do not exist are left out, as by
     *     the JVM
     */
    ClassPath(List<Path> paths) throws IOException {
        for (Path each : paths) {
            if (Files.isDirectory(each)) {
                entries.add(name -> inFolder(each, name));
            } else if (Files.exists(each)) {
                entries.add(inJar(each));
            }
        }
    }

    /** The entries of a class path as it is given on a command line. */
    static List<Path> split(String paths) {
        List<Path> split = new ArrayList<>();
        for (String each : paths.split(Pattern.quote(File.pathSeparator), -1)) {
            if (!each.isEmpty()) {
                split.add(Path.of(each));
            }
        }
        return split;
    }

    private static byte @Nullable [] inFolder(Path folder, String name) {
        Path file = folder.resolve(name + ".class");
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new WeavingException(file + " cannot be read: " + e, e);
        }
    }

    private ClassSource inJar(Path path) throws IOException {
        JarFile jar;
        try {
            jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, Runtime.version());
        } catch (IOException e) {
            throw new IOException(path + " on the class path is no jar: " + e.getMessage(), e);
        }
        jars.add(jar);
        return name -> {
            ZipEntry entry = jar.getEntry(name + ".class");
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new WeavingException(name + " cannot be read from " + path + ": " + e, e);
            }
        };
    }

    @Override
    public byte @Nullable [] find(String internalName) {
        for (ClassSource each : entries) {
            byte[] found = each.find(internalName);
            if (found != null) {
                return found;
            }
        }
        return ofJdk(internalName);
    }

    /** Of the JDK that runs the weaver; a class is never loaded. */
    static byte @Nullable [] ofJdk(String internalName) {
        try (InputStream in =
                ClassLoader.getPlatformClassLoader().getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new WeavingException(internalName + " cannot be read from the JDK: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        for (JarFile each : jars) {
            each.close();
        }
    }
}
