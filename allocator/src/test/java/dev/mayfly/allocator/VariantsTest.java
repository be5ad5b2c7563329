package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code build-tools/Variants.java}, which each build runs, finds and does. */
@SameAtEveryLevel
class VariantsTest {

    private static final Path PROGRAM = Path.of("../build-tools/Variants.java").toAbsolutePath();
    private static final String ROOT = "dev/mayfly/allocator/";
    private static final String ORIGINALS = "src/main/java/" + ROOT;
    private static final String VARIANTS = "src/variants/java/" + ROOT;

    /** A copy of the module's sources, to be changed. */
    @TempDir private Path module;

    private record Run(int exit, String output) {}

    @BeforeEach
    void copy() throws IOException {
        for (String root : List.of("src/main/java", "src/variants/java")) {
            try (Stream<Path> sources = Files.walk(Path.of(root))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(module.resolve(source).getParent());
                    Files.copy(source, module.resolve(source));
                }
            }
        }
    }

    @Test
    void aVariantThatWasEditedFailsTheBuildWithItsLine() throws Exception {
        edit(VARIANTS + "Ints.java", "array[from] = initial;", "array[from] = 0;");

        Run check = run("--check");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.output())
                .contains(
                        VARIANTS
                                + "Ints.java:"
                                + lineOf(ORIGINALS + "Floats.java", "array[from] = "))
                .contains("is not what " + ORIGINALS + "Floats.java says")
                .contains("mvn -q -pl allocator -Pvariants generate-sources");
        assertThat(check.output().lines()).hasSize(2);
    }

    @Test
    void anOriginalThatWasChangedFailsTheBuildUntilItsVariantsAreDerivedAnew() throws Exception {
        edit(ORIGINALS + "NativeFloats.java", "check(row), value)", "check(row), (float) value)");
        edit(ORIGINALS + "IntKeys.java", "int[] moreKeys", "final int[] moreKeys");

        Run check = run("--check");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.output())
                .contains("NativeInts", "LongKeys")
                .doesNotContain("LongIntMap", "IntList");

        assertThat(run("--write")).isEqualTo(new Run(0, ""));
        assertThat(run("--check")).isEqualTo(new Run(0, ""));
        assertThat(text(VARIANTS + "NativeInts.java")).contains("check(row), (int) value)");
        assertThat(text(VARIANTS + "LongKeys.java")).contains("final long[] moreKeys");
    }

    @Test
    void aVariantIsNeitherMissingNorLeftBehind() throws Exception {
        Map<Path, String> right = texts(VARIANTS);
        Files.delete(module.resolve(VARIANTS + "internal/sort/LongSort.java"));
        Files.writeString(module.resolve(VARIANTS + "Chars.java"), "final class Chars {}");

        Run check = run("--check");

        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.output())
                .contains(VARIANTS + "internal/sort/LongSort.java is missing")
                .contains(VARIANTS + "Chars.java is derived from nothing");

        assertThat(run("--write")).isEqualTo(new Run(0, ""));
        assertThat(texts(VARIANTS)).isEqualTo(right);
    }

    private Run run(String mode) throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                PROGRAM.toString(),
                                mode)
                        .directory(module.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(program.waitFor(), output.replace('\\', '/'));
    }

    private void edit(String file, String before, String after) throws IOException {
        String text = text(file);
        assertThat(text).contains(before);
        Files.writeString(module.resolve(file), text.replace(before, after));
    }

    private String text(String file) throws IOException {
        return Files.readString(module.resolve(file));
    }

    private int lineOf(String file, String part) throws IOException {
        List<String> lines = text(file).lines().toList();
        int i = 0;
        while (!lines.get(i).contains(part)) {
            i++;
        }
        return i + 1;
    }

    private Map<Path, String> texts(String folder) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(module.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }
}
