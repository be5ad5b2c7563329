package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.targets.Targets;

import java.io.IOException;
import java.util.Arrays;

/**
 * The jar's entry point: {@code targets FILE...} checks result files against the targets, and
 * anything else goes to JMH.
 */
public final class Main {

    private static final String TARGETS = "targets";

    private Main() {}

    /**
     * Runs what the arguments ask for.
     *
     * @throws IOException if JMH cannot read or write a file
     */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(TARGETS)) {
            System.exit(Targets.run(Arrays.asList(args).subList(1, args.length), System.out));
        }
        org.openjdk.jmh.Main.main(args);
    }
}
