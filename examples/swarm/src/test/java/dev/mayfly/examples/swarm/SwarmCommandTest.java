package dev.mayfly.examples.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.examples.swarm.measure.FakeSwarm;
import dev.mayfly.examples.swarm.simulation.Mode;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class SwarmCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path folder;

    @BeforeAll
    static void withoutAScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void bothModesRunAndAreCompared() {
        assertThat(run("--entities", "200", "--ticks", "5")).isZero();
        assertThat(out.toString())
                .contains("scenario starlings: 200 agents, 6 predators, seed 1")
                .contains("5 ticks measured in each mode, after 50 of warm-up")
                .containsPattern("plain +mayfly +plain / mayfly")
                .containsPattern("checksum +\\p{XDigit}{16} +\\p{XDigit}{16} +equal");
        assertThat(err.toString().lines())
                .contains("plain: measured 5 of 5 ticks", "mayfly: measured 5 of 5 ticks");
    }

    @ParameterizedTest
    @CsvSource({"plain, mayfly", "mayfly, plain", "PLAIN, mayfly"})
    void oneModeRunsAlone(String mode, String other) {
        assertThat(run("--mode", mode, "--entities", "100", "--ticks", "5")).isZero();
        assertThat(err.toString()).doesNotContain(other);
    }

    @Test
    void theSeedDecidesHowTheSwarmEnds() {
        String one = checksumWithSeed("1");
        assertThat(checksumWithSeed("1")).isEqualTo(one);
        assertThat(checksumWithSeed("2")).isNotEqualTo(one);
    }

    @Test
    void aScenarioIsTakenByNameAndByPath() throws Exception {
        assertThat(run("--scenario", "reef", "--mode", "plain", "--entities", "60", "--ticks", "1"))
                .isZero();
        assertThat(out.toString()).contains("scenario reef: 60 agents, 9 predators");

        Path file = folder.resolve("mine.json");
        Files.copy(SwarmCommandTest.class.getResourceAsStream("/scenarios/locusts.json"), file);
        assertThat(
                        run(
                                "--scenario",
                                file.toString(),
                                "--mode",
                                "plain",
                                "--entities",
                                "60",
                                "--ticks",
                                "1"))
                .isZero();
        assertThat(out.toString()).contains("mine.json: 60 agents, 16 predators");
    }

    @Test
    void thePictureAndTheFiguresAreWritten() {
        Path png = folder.resolve("world.png");
        Path csv = folder.resolve("ticks.csv");
        assertThat(
                        run(
                                "--entities",
                                "50",
                                "--ticks",
                                "4",
                                "--png",
                                png.toString(),
                                "--csv",
                                csv.toString()))
                .isZero();
        assertThat(png).isNotEmptyFile();
        assertThat(csv).content().hasLineCount(5);
        assertThat(out.toString()).contains("picture: " + png, "ticks: " + csv);
    }

    @Test
    void modesThatDifferFailTheRun() {
        SwarmStart unlike = (mode, scenario, seed) -> new FakeSwarm(mode == Mode.PLAIN ? 1f : 2f);
        assertThat(run(new SwarmCommand(unlike, false), "--ticks", "5")).isEqualTo(1);
        assertThat(err.toString().lines())
                .last()
                .asString()
                .startsWith("swarm: the modes differ after tick 50: checksum ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode fast | --mode",
                "--entities 0 | --entities must be from 1 to 1000000, was 0",
                "--entities 1000001 | --entities must be from 1 to 1000000, was 1000001",
                "--entities some | --entities",
                "--ticks 0 | --ticks must be at least 1, was 0",
                "--ticks -4 | --ticks must be at least 1, was -4",
                "--seed 1.5 | --seed",
                "--scenario nowhere.json | scenario nowhere.json: no such file",
                "--png /no/such/folder/a.png | --png /no/such/folder/a.png: its folder",
                "--csv /no/such/folder/a.csv | --csv /no/such/folder/a.csv: its folder",
                "--png / | --png /: ",
                "--speed 4 | --speed",
                "--ticks | --ticks",
                "swim | swim",
            })
    void aBadValueIsRefusedInOneLine(String arguments, String explanation) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("swarm: ").contains(explanation);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsFoundBeforeTheRun() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("world.png"));
        assertThat(run("--png", inTheWay.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("is a directory");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--mode", "--entities", "--ticks", "--seed", "--scenario", "--png", "--csv")
                .contains("plain, mayfly, both");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("swarm \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    private String checksumWithSeed(String seed) {
        out.getBuffer().setLength(0);
        assertThat(run("--seed", seed, "--mode", "mayfly", "--entities", "80", "--ticks", "2"))
                .isZero();
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("checksum"))
                .findFirst()
                .orElseThrow();
    }

    private int run(String... arguments) {
        return run(new SwarmCommand(SwarmStart::of, false), arguments);
    }

    private int run(SwarmCommand command, String... arguments) {
        return command.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
