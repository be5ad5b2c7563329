package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Weaves the classes of folders where they lie. Nothing is written unless all of them can be woven;
 * then only what changes is, each file at once or not at all. What is woven already stays as it is,
 * so weaving again after a part was compiled anew weaves that part.
 */
final class Folders {

    private static final String END = ".class";

    private final List<Path> folders;
    private final List<Path> classPath;
    private final Findings findings = new Findings();

    /** The class files that there are, by the name of their class. */
    private final Map<String, Path> files = new LinkedHashMap<>();

    /** The folder of each. */
    private final Map<String, Path> roots = new HashMap<>();

    /** What is to be written. */
    private final Map<Path, byte[]> changed = new LinkedHashMap<>();

    /** What is to be deleted: of components that are none any more. */
    private final List<Path> stale = new ArrayList<>();

    Folders(List<Path> folders, List<Path> classPath) {
        this.folders = folders;
        this.classPath = classPath;
    }

    Findings findings() {
        return findings;
    }

    /** How many files are to be written or deleted. */
    int changes() {
        return changed.size() + stale.size();
    }

    /** Weaves, in memory. */
    void weave() throws IOException {
        for (Path each : folders) {
            list(each);
        }
        List<Path> all = new ArrayList<>(folders);
        all.addAll(classPath);
        try (ClassPath classes = new ClassPath(all)) {
            Program program = new Program(classes, files::containsKey, findings);
            Weaver weaver = new Weaver(program, findings, true);
            Doubts doubts = new Doubts(program, findings);
            for (Map.Entry<String, Path> each : files.entrySet()) {
                weave(program, weaver, each.getKey(), each.getValue());
                ClassModel model = program.model(each.getKey());
                if (model != null) {
                    doubts.look(model);
                }
            }
        }
    }

    private void list(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) found.sorted()::iterator) {
                String name = folder.relativize(each).toString().replace('\\', '/');
                if (name.endsWith(END) && !name.startsWith("META-INF/")) {
                    String of = name.substring(0, name.length() - END.length());
                    if (files.putIfAbsent(of, each) == null) {
                        roots.put(of, folder);
                    }
                }
            }
        }
    }

    private void weave(Program program, Weaver weaver, String name, Path file) {
        ClassModel model = program.model(name);
        if (model == null || model.isModuleInfo()) {
            return;
        }
        if (!model.thisClass().name().equalsString(name)) {
            throw new WeavingException(
                    file
                            + " has the class "
                            + Names.readable(model.thisClass().asInternalName())
                            + "; give the folder in which packages begin.",
                    null);
        }
        if (isStale(program, model)) {
            stale.add(file);
            return;
        }
        byte[] woven = weaver.weave(model);
        if (woven != null) {
            changed.put(file, woven);
        }
        Path folder = Objects.requireNonNull(roots.get(name));
        weaver.beside(model)
                .forEach(
                        (beside, bytes) -> {
                            Path to = folder.resolve(beside + END);
                            if (!Arrays.equals(existing(to), bytes)) {
                                changed.put(to, bytes);
                            }
                        });
    }

    private static byte @Nullable [] existing(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new WeavingException(file + " cannot be read: " + e, e);
        }
    }

    /** Whether a class was generated beside a component that is not woven any more. */
    private static boolean isStale(Program program, ClassModel model) {
        String parent = program.parent(model.thisClass().asInternalName());
        String name = model.thisClass().asInternalName();
        String end =
                parent == null
                        ? ""
                        : parent.equals(Value.internalName(Names.WOVEN_COLUMNS))
                                ? Names.COLUMNS_CLASS
                                : parent.equals(Value.internalName(Names.WOVEN_MAPPER))
                                        ? Names.MAPPER_CLASS
                                        : "";
        return !end.isEmpty()
                && name.endsWith(end)
                && model.flags().has(AccessFlag.SYNTHETIC)
                && program.shape(name.substring(0, name.length() - end.length())) == null;
    }

    /** Writes what {@link #weave} made. */
    void write() throws IOException {
        for (Map.Entry<Path, byte[]> each : changed.entrySet()) {
            Path file = each.getKey();
            Path fresh = file.resolveSibling(file.getFileName() + ".woven");
            try {
                Files.write(fresh, each.getValue());
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        for (Path each : stale) {
            Files.delete(each);
        }
    }
}
