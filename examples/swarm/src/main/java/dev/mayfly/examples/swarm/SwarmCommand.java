package dev.mayfly.examples.swarm;

import dev.mayfly.examples.swarm.measure.DivergenceException;
import dev.mayfly.examples.swarm.measure.Race;
import dev.mayfly.examples.swarm.measure.Result;
import dev.mayfly.examples.swarm.report.Heading;
import dev.mayfly.examples.swarm.report.Poster;
import dev.mayfly.examples.swarm.report.ProgressLines;
import dev.mayfly.examples.swarm.report.ResultTable;
import dev.mayfly.examples.swarm.report.TickCsv;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.ScenarioException;
import dev.mayfly.examples.swarm.scenario.ScenarioReader;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The command line of the demo. Results go to the output, progress and errors to the error output.
 */
@Command(
        name = "swarm",
        mixinStandardHelpOptions = true,
        versionProvider = SwarmVersion.class,
        sortOptions = false,
        description = {
            "Simulates a flocking swarm with predators on plain Artemis-odb and on Mayfly, checks"
                    + " that both computed the same, and shows what each tick cost.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 all went well; 1 the modes differ, or a file could not be written; 2 bad"
                    + " usage."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options and their default values
final class SwarmCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    private final SwarmStart swarms;
    private final boolean terminal;

    @Spec private CommandSpec spec;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "both",
            description =
                    "Which modes to run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ModeChoice mode;

    @Option(
            names = "--entities",
            paramLabel = "N",
            description = "Scale the scenario's groups to so many agents together.")
    private @Nullable Integer entities;

    @Option(
            names = "--ticks",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "Ticks to measure in each mode, after a warm-up (default: ${DEFAULT-VALUE}).")
    private int ticks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What all chance is drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            defaultValue = ScenarioReader.USUAL,
            description =
                    "A scenario's JSON file, or one of those that ship: starlings, reef, locusts"
                            + " (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Draw the world as it was in the end, and the tick times beside it.")
    private @Nullable Path png;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the nanoseconds and bytes of every measured tick.")
    private @Nullable Path csv;

    /**
     * @param terminal whether the error output can write over its last line
     */
    SwarmCommand(SwarmStart swarms, boolean terminal) {
        this.swarms = swarms;
        this.terminal = terminal;
    }

    /** Parses arguments and does what they say; returns the exit code. */
    int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (e, given) -> {
                            err.println("swarm: " + oneLine(e.getMessage()) + " (see --help)");
                            return CommandLine.ExitCode.USAGE;
                        })
                .execute(args);
    }

    @Override
    public Integer call() {
        Scenario input = input();
        requireWritable("--png", png);
        requireWritable("--csv", csv);
        PrintWriter err = spec.commandLine().getErr();
        ProgressLines progress = new ProgressLines(err, terminal);
        Race race = new Race(ticks, progress);
        List<Result> results;
        try {
            results = race.run(mode.modes(), each -> swarms.start(each, input, seed));
        } catch (DivergenceException e) {
            progress.finish();
            err.println("swarm: " + e.getMessage());
            return DIFFERS;
        }
        progress.finish();
        PrintWriter out = spec.commandLine().getOut();
        out.print(Heading.of(scenario, input, seed, race.warmUpTicks(), results));
        out.print(ResultTable.of(results));
        out.flush();
        return writeFiles(input, results);
    }

    private Scenario input() {
        require(ticks >= 1, "--ticks must be at least 1, was " + ticks);
        try {
            Scenario read = ScenarioReader.read(scenario);
            if (entities == null) {
                return read;
            }
            require(
                    entities >= 1 && entities <= Scenario.MOST_AGENTS,
                    "--entities must be from 1 to " + Scenario.MOST_AGENTS + ", was " + entities);
            return read.withAgents(entities);
        } catch (ScenarioException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int writeFiles(Scenario input, List<Result> results) {
        try {
            if (png != null) {
                Poster.write(png, input, results);
                spec.commandLine().getOut().println("picture: " + png);
            }
            if (csv != null) {
                TickCsv.write(csv, results);
                spec.commandLine().getOut().println("ticks: " + csv);
            }
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            spec.commandLine().getErr().println("swarm: " + oneLine(e.toString()));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Finds out before a minute of simulation, and not after it, that a file cannot be written. */
    private void requireWritable(String option, @Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            require(
                    folder != null && Files.isWritable(folder),
                    option + " " + file + ": its folder does not exist or is not writable");
            require(!Files.isDirectory(file), option + " " + file + ": is a directory");
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s*\\R\\s*", " ");
    }
}
