package dev.mayfly.examples.starfall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class PatchTest {
    @Test
    void theDiffIsAnnotationsAndTheSerializerOfSaves() throws IOException {
        List<String> other = new ArrayList<>();
        int annotated = 0;
        for (String line : Files.readAllLines(Path.of("src/main/patch/columns.patch"))) {
            boolean file = line.startsWith("+++ b/") || line.startsWith("--- a/");
            if (file || !line.startsWith("+") && !line.startsWith("-")) {
                continue;
            }
            if (line.equals("+@Columns")) {
                annotated++;
            } else if (!line.equals("+") && !line.equals("+import dev.mayfly.ecs.Columns;")) {
                other.add(line.replaceAll("\\s+", " "));
            }
        }
        assertThat(annotated).isEqualTo(26);
        assertThat(other)
                .containsExactly(
                        "-import com.artemis.io.JsonArtemisSerializer;",
                        "+import dev.mayfly.ecs.json.SoaJsonSerializer;",
                        "- saves.setSerializer(new"
                                + " JsonArtemisSerializer(world).prettyPrint(false));",
                        "+ saves.setSerializer(new SoaJsonSerializer(world).prettyPrint(false));");
    }
}
