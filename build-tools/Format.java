import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Runs google-java-format over every Java source below the current directory: {@code --check} names
 * the files that are not formatted and fails, {@code --write} formats them.
 */
void main(String[] args) throws IOException {
    boolean write = args.length == 1 && args[0].equals("--write");
    if (!write && !(args.length == 1 && args[0].equals("--check"))) {
        System.err.println("usage: Format --check | --write");
        System.exit(2);
    }
    List<String> command = new ArrayList<>(List.of("--aosp"));
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    List<String> sources = sources(Path.of(""));
    if (sources.isEmpty()) {
        return;
    }
    command.addAll(sources);
    int exit =
            ToolProvider.findFirst("google-java-format")
                    .orElseThrow()
                    .run(System.out, System.err, command.toArray(String[]::new));
    if (exit != 0 && !write) {
        System.err.println(
                "The files above are not formatted. To format them: mvn -q -N -Pformat validate");
    }
    System.exit(exit);
}

/**
 * Every Java source below {@code root}, but for build output, hidden folders, and what is derived
 * from other sources line by line, where it would break lines anew.
 */
List<String> sources(Path root) throws IOException {
    Set<String> skipped = Set.of("target", "build");
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
            root,
            new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    String name = dir.getFileName().toString();
                    boolean skip =
                            skipped.contains(name)
                                    || name.startsWith(".") && !dir.equals(root)
                                    || dir.endsWith(Path.of("src", "variants"));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        found.add(file.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
    found.sort(null);
    return found;
}
