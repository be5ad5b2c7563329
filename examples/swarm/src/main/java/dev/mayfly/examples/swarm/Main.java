package dev.mayfly.examples.swarm;

import java.io.Console;
import java.io.PrintWriter;
import java.util.stream.Stream;

/** Starts the demo from the command line. */
public final class Main {
    private Main() {}

    /** Runs the demo and ends the process with its exit code. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        boolean terminal = Stream.ofNullable(System.console()).anyMatch(Console::isTerminal);
        System.exit(new SwarmCommand(SwarmStart::of, terminal).run(out, err, args));
    }
}
