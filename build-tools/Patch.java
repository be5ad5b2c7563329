import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies a tree of sources and changes the copy as a unified diff says: {@code Patch DIFF FROM TO}.
 * Fails where a line of the diff is not the line of the file, so that a diff that has grown stale
 * is found. Writes only what differs, so that nothing is compiled anew for nothing.
 */
void main(String[] args) throws IOException {
    if (args.length != 3) {
        System.err.println("usage: Patch DIFF FROM TO");
        System.exit(2);
    }
    List<String> diff = Files.readAllLines(Path.of(args[0]));
    Path from = Path.of(args[1]);
    Path to = Path.of(args[2]);
    List<Path> sources;
    try (Stream<Path> walk = Files.walk(from)) {
        sources = walk.filter(Files::isRegularFile).map(from::relativize).toList();
    }
    int patched = 0;
    for (Path source : sources) {
        List<String> lines = Files.readAllLines(from.resolve(source));
        List<String> hunks = hunksOf(diff, source.toString().replace('\\', '/'));
        if (!hunks.isEmpty()) {
            lines = apply(hunks, lines, source);
            patched++;
        }
        Path target = to.resolve(source);
        if (!Files.exists(target) || !Files.readAllLines(target).equals(lines)) {
            Files.createDirectories(target.getParent());
            Files.write(target, lines);
        }
    }
    long named = diff.stream().filter(line -> line.startsWith("+++ ")).count();
    if (named != patched) {
        System.err.println(
                "Patch: " + (named - patched) + " files of " + args[0] + " are not there");
        System.exit(1);
    }
}

/** The lines of a diff that are about a file, from the first {@code @@} on. */
List<String> hunksOf(List<String> diff, String file) {
    List<String> hunks = new ArrayList<>();
    boolean within = false;
    for (String line : diff) {
        if (line.startsWith("--- ")) {
            within = false;
        } else if (line.startsWith("+++ ")) {
            within = line.equals("+++ b/" + file);
        } else if (within) {
            hunks.add(line);
        }
    }
    return hunks;
}

List<String> apply(List<String> hunks, List<String> lines, Path source) {
    Pattern head = Pattern.compile("@@ -(\\d+).* @@.*");
    List<String> result = new ArrayList<>();
    int at = 0;
    for (String line : hunks) {
        Matcher matcher = head.matcher(line);
        if (matcher.matches()) {
            int start = Integer.parseInt(matcher.group(1)) - 1;
            result.addAll(lines.subList(at, start));
            at = start;
        } else if (line.startsWith("+")) {
            result.add(line.substring(1));
        } else {
            String expected = line.isEmpty() ? "" : line.substring(1);
            if (at >= lines.size() || !lines.get(at).equals(expected)) {
                System.err.println(
                        "Patch: line %d of %s is not: %s".formatted(at + 1, source, expected));
                System.exit(1);
            }
            if (!line.startsWith("-")) {
                result.add(expected);
            }
            at++;
        }
    }
    result.addAll(lines.subList(at, lines.size()));
    return result;
}
