package dev.mayfly.examples.starfall;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares the modes from the command line. */
public final class Main {
    private static final String USAGE =
            """
            usage: starfall-columns [--modes LIST] [--safety LIST] [--plain JAR] [option of starfall...]
              --modes LIST   of plain, plugin, woven (all, each in a JVM of its own)
              --safety LIST  of standard, checked, paranoid (standard)
              --plain JAR    the plain game, where it is not beside this one
            and options of starfall, such as
              --scale N  --ticks N  --warm-up N  --seed N  --script FILE  --checksums N
            Ends with 1 if the modes do not compute the same.
            """;

    private Main() {}

    /** Runs the comparison and ends the process with its exit code. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        List<Mode> modes = List.of(Mode.values());
        List<String> levels = List.of("standard");
        String woven = System.getProperty("java.class.path");
        Path plain =
                Path.of(woven)
                        .resolveSibling(Path.of("..", "..", "starfall", "target"))
                        .resolve("starfall.jar")
                        .normalize();
        List<String> options = new ArrayList<>(List.of("--picture", "0", "--checksums", "500"));
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--help")) {
                    out.print(USAGE);
                    return 0;
                }
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " needs a value");
                }
                String value = args[i + 1];
                switch (args[i++]) {
                    case "--modes" -> modes = modes(value);
                    case "--safety" -> levels = List.of(value.split(",", -1));
                    case "--plain" -> plain = Path.of(value);
                    default -> options.addAll(List.of(args[i - 1], value));
                }
            }
        } catch (IllegalArgumentException e) {
            err.println("starfall-columns: " + e.getMessage());
            err.print(USAGE);
            return 2;
        }
        try {
            if (!Files.exists(plain)) {
                throw new IOException("there is no " + plain + "; build it, or name it by --plain");
            }
            Comparison comparison = new Comparison(new Play(plain.toString(), woven), out);
            boolean equal = comparison.run(modes, levels, options);
            out.println(equal ? "All modes computed the same." : "The modes differ.");
            return equal ? 0 : 1;
        } catch (IOException e) {
            err.println("starfall-columns: " + e.getMessage());
            return 1;
        }
    }

    private static List<Mode> modes(String list) {
        List<Mode> modes = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            modes.add(Mode.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return modes;
    }
}
