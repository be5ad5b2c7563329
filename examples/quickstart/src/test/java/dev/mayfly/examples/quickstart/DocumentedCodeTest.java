package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final Path SOURCES = Path.of("src");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md", "docs/guide/rows.md"})
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
        try (Stream<Path> files = Files.walk(SOURCES)) {
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
