package dev.mayfly.examples.swarm.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

class ScenarioReaderTest {
    static final List<String> SHIPPED = ScenarioReader.SHIPPED;

    private static final String VALID =
            """
            {
              "world": {"width": 100, "height": 50},
              "turnover": 0.02,
              "groups": [
                {"name": "ants", "count": 30, "speed": 4,
                 "senses": {"sight": 3, "space": 1, "alarm": 9}}
              ],
              "obstacles": [{"x": 20, "y": 10, "radius": 5}],
              "predators": [{"name": "bears", "count": 2, "speed": 6, "sight": 20, "reach": 1}]
            }
            """;

    @TempDir Path folder;

    @Test
    void everyFieldArrives() throws Exception {
        Scenario scenario = ScenarioReader.read(file(VALID).toString());
        assertThat(scenario.world()).isEqualTo(new Extent(100f, 50f));
        assertThat(scenario.turnover()).isEqualTo(0.02f);
        assertThat(scenario.groups())
                .containsExactly(new Group("ants", 30, 4f, new Senses(3f, 1f, 9f)));
        assertThat(scenario.obstacles()).containsExactly(new Obstacle(20f, 10f, 5f));
        assertThat(scenario.predators()).containsExactly(new Pack("bears", 2, 6f, 20f, 1f));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void aShippedScenarioHasTensOfThousandsOfAgents(String name) throws Exception {
        Scenario scenario = ScenarioReader.read(name);
        assertThat(scenario.agents()).isGreaterThanOrEqualTo(10_000);
        assertThat(scenario.turnover()).isGreaterThanOrEqualTo(0.01f);
        assertThat(scenario.obstacles()).isNotEmpty();
        assertThat(scenario.predators()).isNotEmpty();
    }

    @Test
    void whatIsNoTextIsSaidToBeNone() throws Exception {
        Path path = folder.resolve("scenario.json");
        Files.write(path, new byte[] {0, 0, 0, '{', 0x38, 0x63, 0x75, 0x5c});
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(path.toString()))
                .withMessageStartingWith("scenario " + path + ": is not text: Invalid UTF-32");
    }

    @Test
    void aNameInTheFileCannotMakeTheMessageTwoLines() throws Exception {
        String path =
                file(VALID.replace("\"turnover\"", "\"turn\\nover\\u2028\": 1, \"turnover\""))
                        .toString();
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(path))
                .withMessageStartingWith("scenario " + path + ": turn?over?: is unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"turnover\": 0.02, | \"turnover\": 0.02, \"gravity\": 9, | gravity: is unknown;"
                        + " known are groups, obstacles, predators, turnover, world",
                "\"count\": 30 | \"count\": 30, \"wings\": 2 | groups[0].wings: is unknown",
                "\"count\": 30 | \"count\": -30 | groups[0]: count must not be negative, was -30",
                "\"count\": 30 | \"count\": 2.5 | groups[0].count: must be a whole number",
                "\"count\": 30 | \"count\": \"many\" | groups[0].count: must be a whole number",
                "\"count\": 30 | \"count\": 0 | groups must have an agent at least",
                "\"count\": 30 | \"count\": 2000000 | the most is 1000000",
                "\"world\": {\"width\": 100, \"height\": 50}, | `` | world: is missing",
                "\"width\": 100 | \"width\": 0 | world: width must be a positive number, was 0.0",
                "\"width\": 100 | \"width\": 1e39 | world: width must be a positive number, was"
                        + " Infinity",
                "\"width\": 100 | \"width\": 1e9 | world is too large for senses.sight 3.0",
                "\"width\": 100 | \"width\": null | world.width: must be a number",
                "\"space\": 1 | \"space\": 4 | groups[0].senses: space must not exceed sight 3.0,"
                        + " was 4.0",
                "\"x\": 20 | \"x\": 120 | obstacles: the one at (120.0, 10.0) stands outside of the"
                        + " world",
                "\"radius\": 5 | \"radius\": -5 | obstacles[0]: radius must be a positive number,"
                        + " was -5.0",
                "\"count\": 2 | \"count\": 1001 | predators[0]: count must be from 0 to 1000, was"
                        + " 1001",
                "\"speed\": 4, | `` | groups[0].speed: is missing",
                "\"speed\": 4 | \"speed\": true | groups[0].speed: must be a number",
                "[{\"x\": 20, \"y\": 10, \"radius\": 5}] | 7 | obstacles: must be a list",
                "[{\"x\": 20, \"y\": 10, \"radius\": 5}] | [null] | obstacles[0]: must be a",
                "{\"width\": 100, \"height\": 50} | 3 | world: must be an object",
                "\"ants\" | {} | groups[0].name: must be a text",
                "\"bears\" | \" \" | predators[0]: name must not be blank",
                "0.02 | 0.9 | turnover must be from 0 to 0.5, was 0.9",
                "\"turnover\": 0.02, | \"turnover\": 0.02, \"turnover\": 0.03, | Duplicate",
                "\"turnover\" | turnover | line 3, column",
            })
    void aMistakeIsExplainedInOneLineThatNamesThePlace(
            String right, String wrong, String explanation) throws IOException {
        assertThat(VALID).contains(right);
        Path file = file(VALID.replaceFirst(Pattern.quote(right), wrong));
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(file.toString()))
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .startsWith("scenario " + file + ": ")
                                        .contains(explanation)
                                        .hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "3"})
    void whatIsNoObjectIsRefused(String text) throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(file.toString()))
                .withMessage("scenario " + file + ": must be an object");
    }

    @Test
    void somethingBehindTheScenarioIsRefused() throws IOException {
        Path file = file(VALID + "{}");
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(file.toString()))
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    @Test
    void aFileThatIsMissingIsNamedWithWhatShips() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read("nowhere.json"))
                .withMessage(
                        "scenario nowhere.json: no such file; shipped are starlings, reef,"
                                + " locusts");
    }

    @Test
    void aDirectoryIsNoScenario() {
        assertThatExceptionOfType(ScenarioException.class)
                .isThrownBy(() -> ScenarioReader.read(folder.toString()))
                .withMessageEndingWith("is a directory");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("scenario.json"), text);
    }
}
