package dev.mayfly.examples.starfall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Tag("same-at-every-level")
class PatchTest {
    @Test
    void theDiffIsAnnotationsAlone() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/patch/columns.patch"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("-") && !line.startsWith("--- a/"))
                .isEmpty();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("+") && !line.startsWith("+++ b/"))
                .allMatch(
                        line ->
                                line.equals("+")
                                        || line.equals("+import dev.mayfly.ecs.Columns;")
                                        || line.equals("+@Columns")
                                        || line.equals("+@Columns(canonical = true)"));
        assertThat(lines).filteredOn(line -> line.startsWith("+@Columns")).hasSize(26);
    }
}
