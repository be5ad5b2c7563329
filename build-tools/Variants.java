import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Derives classes for primitive types from those of one type, which are written by hand: {@code
 * --check} names the derived files that are not what their originals say and fails, {@code --write}
 * writes them. Runs in the module's folder.
 *
 * <p>A class is derived word by word and keeps its lines, so that a line of a stack trace is the
 * line of the original. What cannot be had so, because it is more than a word that differs, stands
 * in a class of its own that is written for each type: {@code Poison}, {@code KeyHash}, {@code
 * SortKey}.
 */
void main(String[] args) throws IOException {
    boolean write = args.length == 1 && args[0].equals("--write");
    if (!write && !(args.length == 1 && args[0].equals("--check"))) {
        System.err.println("usage: Variants --check | --write");
        System.exit(2);
    }
    Map<Path, Variant> variants = derived();
    if (write) {
        write(variants);
        return;
    }
    List<String> wrong = differences(variants);
    if (!wrong.isEmpty()) {
        wrong.forEach(System.err::println);
        System.err.println(
                "Classes for primitive types are derived from one that is written by hand. Change"
                        + " that one, not those, and derive them anew:"
                        + " mvn -q -pl allocator -Pvariants generate-sources");
        System.exit(1);
    }
}

// ---- What is derived from what ----

/** The word of a type, its box, and what the names of its classes begin with. */
enum Type {
    INT("int", "Integer", "Int"),
    LONG("long", "Long", "Long"),
    DOUBLE("double", "Double", "Double"),
    SHORT("short", "Short", "Short"),
    BYTE("byte", "Byte", "Byte");

    final String word;
    final String box;
    final String name;

    Type(String word, String box, String name) {
        this.word = word;
        this.box = box;
        this.name = name;
    }
}

List<Original> originals() {
    return List.of(
            new Original("Floats", this::ofElements, Type.values()),
            new Original("PackedFloats", this::ofElements, Type.values()),
            new Original("FloatList", this::ofElements, Type.values()),
            new Original("internal/sort/FloatSort", this::ofElements, Type.values()),
            new Original("NativeFloats", this::ofElements, Type.INT),
            new Original("IntKeys", this::ofKeys, Type.LONG),
            new Original("IntIntMap", this::ofKeys, Type.LONG));
}

/** Elements are all that says float. */
List<Rule> ofElements(Type type) {
    return List.of(
            new Rule("\\bFloat\\b", type.box), // Float.BYTES, Float#compare
            new Rule("Float", type.name), // Floats, FloatList, OfFloat
            new Rule("FLOAT", type.name()), // Poison.FLOAT, JAVA_FLOAT
            new Rule("float", type.word)); // float, floatList
}

/** Indices and values are int as well, so a key is what is called one. */
List<Rule> ofKeys(Type type) {
    return List.of(
            new Rule("\\bInt(?=Keys|IntMap)", type.name),
            new Rule("\\bint(?=IntMap)", type.word), // FrameArena#intIntMap
            new Rule("(?<=A map from \\{@code )int", type.word),
            new Rule("\\bint(?=(\\[])? \\w*[kK]ey)", type.word), // int key, int[] keyByEntry
            new Rule("(?<=keys = new )int", type.word),
            new Rule("(?<=KEY_BYTES = )Integer", type.box),
            new Rule("(?<=fill\\(keys, Poison\\.)INT", type.name()));
}

// ---- How ----

static final Path WRITTEN = Path.of("src/main/java");
static final Path DERIVED = Path.of("src/variants/java");
static final Path PACKAGE = Path.of("dev/mayfly/allocator");

/** A class that is written by hand, and the types that it is derived for. */
record Original(String name, Rules rules, Type... types) {

    Path file() {
        return WRITTEN.resolve(PACKAGE).resolve(name + ".java");
    }
}

@FunctionalInterface
interface Rules {

    List<Rule> of(Type type);
}

/** What is replaced wherever it stands, and by what. */
record Rule(Pattern pattern, String replacement) {

    Rule(String pattern, String replacement) {
        this(Pattern.compile(pattern), Matcher.quoteReplacement(replacement));
    }
}

record Variant(Path original, String text) {}

/** The text of each file that there should be. */
Map<Path, Variant> derived() throws IOException {
    Map<Path, Variant> variants = new TreeMap<>();
    for (Original original : originals()) {
        String text = Files.readString(original.file());
        for (Type type : original.types()) {
            List<Rule> rules = original.rules().of(type);
            Path file = DERIVED.resolve(PACKAGE).resolve(apply(rules, original.name()) + ".java");
            String derived = marked(apply(rules, text), original.file());
            variants.put(file, new Variant(original.file(), derived));
        }
    }
    return variants;
}

String apply(List<Rule> rules, String text) {
    for (Rule rule : rules) {
        text = rule.pattern().matcher(text).replaceAll(rule.replacement());
    }
    return text;
}

/** Says where the text is from, without a line of its own. */
String marked(String text, Path original) {
    return text.replaceFirst(
            "(?m)^package .*;",
            "$0 // Derived from %s; see build-tools/Variants.java."
                    .formatted(original.getFileName()));
}

List<String> differences(Map<Path, Variant> variants) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Path, Variant> entry : variants.entrySet()) {
        Path file = entry.getKey();
        Variant variant = entry.getValue();
        if (!Files.exists(file)) {
            wrong.add("%s is missing; it is derived from %s.".formatted(file, variant.original()));
            continue;
        }
        String present = Files.readString(file);
        if (!present.equals(variant.text())) {
            wrong.add(
                    "%s:%d is not what %s says."
                            .formatted(
                                    file,
                                    differingLine(present, variant.text()),
                                    variant.original()));
        }
    }
    for (Path file : present()) {
        if (!variants.containsKey(file)) {
            wrong.add("%s is derived from nothing.".formatted(file));
        }
    }
    return wrong;
}

int differingLine(String one, String other) {
    List<String> lines = one.lines().toList();
    List<String> others = other.lines().toList();
    int i = 0;
    while (i < lines.size() && i < others.size() && lines.get(i).equals(others.get(i))) {
        i++;
    }
    return i + 1;
}

void write(Map<Path, Variant> variants) throws IOException {
    for (Path file : present()) {
        if (!variants.containsKey(file)) {
            Files.delete(file);
        }
    }
    for (Map.Entry<Path, Variant> entry : variants.entrySet()) {
        Path file = entry.getKey();
        String text = entry.getValue().text();
        // What is right is left alone, so that it is not compiled again.
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }
}

/** The files that there are. */
List<Path> present() throws IOException {
    if (!Files.isDirectory(DERIVED)) {
        return List.of();
    }
    try (Stream<Path> files = Files.walk(DERIVED)) {
        return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
}
