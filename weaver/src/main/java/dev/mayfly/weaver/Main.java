package dev.mayfly.weaver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves folders of classes: {@code java -jar mayfly-weaver.jar [--classpath PATHS] FOLDER...}. To
 * be called after the compiler and before everything that reads its classes.
 *
 * <p>Ends with 0 where all is woven, 1 where something cannot be, which is said then and nothing is
 * written, and 2 where the command line is wrong.
 */
public final class Main {

    private static final int WOVEN = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE =
            """
            usage: mayfly-weaver [--classpath PATHS] [--check] FOLDER...

            Weaves the classes in each FOLDER where they lie: the fields of components that are
            marked @Columns become columns, and all code in the folders that uses them is changed
            to match. Run it after the compiler; what is woven already stays as it is.

              --classpath PATHS  folders and jars that the classes refer to, as for java
              --check            writes nothing; ends with 1 if something is not woven
              --werror           warnings are errors
              --help             this text
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> folders = new ArrayList<>();
    private List<Path> classPath = List.of();
    private boolean check;
    private boolean warningsAreErrors;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Weaves, and ends the JVM with a status. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Weaves, and returns the status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        return new Main(out, err).run(arguments);
    }

    private int run(String... arguments) {
        if (List.of(arguments).contains("--help")) {
            out.print(USAGE);
            return WOVEN;
        }
        String wrong = parse(arguments);
        if (!wrong.isEmpty()) {
            err.println(wrong);
            err.print(USAGE);
            return MISUSED;
        }
        try {
            return weave();
        } catch (IOException | WeavingException failed) {
            err.println("error: " + failed.getMessage());
            return REFUSED;
        }
    }

    /** What is wrong with the command line; empty if nothing is. */
    private String parse(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String each = arguments[i];
            switch (each) {
                case "--classpath", "-cp" -> {
                    if (++i == arguments.length) {
                        return "error: " + each + " has no paths behind it.";
                    }
                    classPath = ClassPath.split(arguments[i]);
                }
                case "--check" -> check = true;
                case "--werror" -> warningsAreErrors = true;
                default -> {
                    if (each.startsWith("-")) {
                        return "error: There is no option " + each + ".";
                    }
                    if (!Files.isDirectory(Path.of(each))) {
                        return "error: There is no folder " + each + ".";
                    }
                    folders.add(Path.of(each));
                }
            }
        }
        return folders.isEmpty() ? "error: There is no folder to weave." : "";
    }

    private int weave() throws IOException {
        Folders woven = new Folders(folders, classPath);
        woven.weave();
        List<Finding> findings = woven.findings().all();
        findings.forEach(each -> err.println(each));
        if (woven.findings().haveErrors() || (warningsAreErrors && !findings.isEmpty())) {
            err.println("Nothing was written.");
            return REFUSED;
        }
        if (check) {
            out.println(woven.changes() + " class files are to be written.");
            return woven.changes() == 0 ? WOVEN : REFUSED;
        }
        woven.write();
        if (woven.changes() > 0) {
            out.println(woven.changes() + " class files woven.");
        }
        return WOVEN;
    }
}
