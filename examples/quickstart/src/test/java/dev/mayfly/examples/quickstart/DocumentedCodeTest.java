package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds the Java code of the documents to sources that are compiled and run. */
class DocumentedCodeTest {

    private static final Path ROOT = Path.of("../..");
    private static final List<Path> SOURCES =
            List.of(
                    Path.of("src"),
                    Path.of("../swarm/src"),
                    ROOT.resolve("ecs-json/src"),
                    ROOT.resolve("weaver/src/test/sources"));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** The README, and every document that shows Java. */
    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> read(file).contains("```java"))
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPieceOfJavaIsPartOfACompiledSource(String document) throws IOException {
        String compiled = compiledCode();
        List<String> pieces =
                codeBlocks(document).flatMap(block -> Stream.of(block.split("\n\n\n"))).toList();
        assertThat(pieces).as("pieces of Java in %s", document).isNotEmpty();
        assertThat(pieces).allSatisfy(piece -> assertThat(compiled).contains(bare(piece)));
    }

    @Test
    void theReadmeShowsAnExampleOfAboutTwentyLines() throws IOException {
        assertThat(codeBlocks("README.md"))
                .anySatisfy(block -> assertThat(block.lines().count()).isBetween(15L, 25L));
    }

    private static Stream<String> codeBlocks(String document) throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(found -> found.group(1).strip());
    }

    private static String compiledCode() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path root : SOURCES) {
            code.append(compiledCode(root)).append('\n');
        }
        return code.toString();
    }

    private static String compiledCode(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentedCodeTest::read)
                    .map(DocumentedCodeTest::bare)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Code as it is compared: without what only checkers and javadoc want, and without layout. */
    private static String bare(String code) {
        return code.replaceAll("(?s)/\\*\\*.*?\\*/", "")
                .replaceAll("@SuppressWarnings\\(.*\\)\n", "")
                .replaceAll("public \\w+\\(\\) \\{\\}", "")
                .replaceAll("//[^\n]*", "")
                .replaceAll("\\s+", "");
    }
}
