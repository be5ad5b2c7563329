import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fuzzes every target of a module, one after the other: each class of its tests whose name ends
 * with FuzzTest. Run in the module's folder, with the class path of its tests, the folder of its
 * test classes first: {@code Fuzz CLASS-PATH SECONDS INPUTS SEED LEVEL KEEP}.
 *
 * <p>A target starts from its corpus, {@code src/test/fuzz/NAME}, and what earlier runs found in
 * {@code target/fuzz/NAME/found}. An input that fails is left in {@code target/fuzz/NAME}, and the
 * program fails. With KEEP {@code true} what reaches further than the corpus is added to it.
 */
void main(String[] args) throws Exception {
    Run run = new Run(args[0], Long.parseLong(args[1]), args[2], args[3], args[4]);
    boolean keep = Boolean.parseBoolean(args[5]);
    if (!hasFuzzer()) {
        System.out.println(
                "There is no Jazzer for this system: the tests have tried the corpus, and nothing"
                        + " is fuzzed.");
        return;
    }
    List<String> failed = new ArrayList<>();
    for (String target : targets(Path.of(args[0].split(File.pathSeparator)[0]))) {
        if (!run.fuzz(target, keep)) {
            failed.add(target);
        }
    }
    if (!failed.isEmpty()) {
        System.err.println(
                "Inputs that fail were found for "
                        + failed
                        + ". Put each into src/test/fuzz/NAME, where the test of that name tries"
                        + " it from then on.");
        System.exit(1);
    }
}

/** Jazzer's native part comes for these. */
boolean hasFuzzer() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return system.startsWith("mac") || !arm && system.matches("(linux|windows).*");
}

List<String> targets(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
        return files.filter(file -> file.toString().endsWith("FuzzTest.class"))
                .map(file -> classes.relativize(file).toString())
                .map(file -> file.substring(0, file.length() - ".class".length()))
                .map(file -> file.replace(File.separatorChar, '.'))
                .sorted()
                .toList();
    }
}

/** How to run the targets. */
record Run(String classPath, long seconds, String inputs, String seed, String level) {

    /** Ours and the parsers of JSON; to change all that is loaded takes longer than to fuzz. */
    private static final String CHANGED =
            String.join(
                    File.pathSeparator,
                    "dev.mayfly.**",
                    "com.badlogic.gdx.utils.**",
                    "com.fasterxml.jackson.core.json.**");

    boolean fuzz(String target, boolean keep) throws IOException, InterruptedException {
        String name = target.substring(target.lastIndexOf('.') + 1);
        Path corpus = Path.of("src", "test", "fuzz", name);
        Path work = Path.of("target", "fuzz", name);
        Path found = Files.createDirectories(work.resolve("found"));
        Path log = work.resolve("log.txt");
        List<String> command = command(target, work);
        command.add("-max_total_time=" + seconds);
        command.add("-runs=" + inputs);
        command.add("-print_final_stats=1");
        int exit = run(command, log, found, corpus);
        System.out.println(name + ": " + summary(log));
        if (exit != 0) {
            lines(log).stream()
                    .dropWhile(line -> !line.startsWith("== "))
                    .limit(40)
                    .forEach(System.err::println);
            System.err.println("All of it is in " + log.toAbsolutePath());
        } else if (keep) {
            List<String> merge = command(target, work);
            merge.add("-merge=1");
            merge.add("-set_cover_merge=1");
            run(merge, work.resolve("merge.txt"), corpus, found);
        }
        return exit == 0;
    }

    private List<String> command(String target, Path work) {
        Path dictionary =
                Path.of("src", "test", "fuzz", work.getFileName() + ".dict").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+EnableDynamicAgentLoading");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-opens=java.base/jdk.internal.foreign=ALL-UNNAMED");
        command.add("-Dmayfly.safety=" + level);
        command.add("--class-path");
        command.add(classPath);
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + target);
        command.add("--instrumentation_includes=" + CHANGED);
        command.add("--custom_hook_includes=" + CHANGED);
        command.add("--reproducer_path=" + work);
        command.add("-artifact_prefix=" + work + File.separator);
        command.add("-seed=" + seed);
        command.add("-max_len=4096");
        command.add("-timeout=120");
        if (Files.exists(dictionary)) {
            command.add("-dict=" + dictionary);
        }
        return command;
    }

    private static int run(List<String> command, Path log, Path... corpora)
            throws IOException, InterruptedException {
        for (Path corpus : corpora) {
            command.add(corpus.toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /** Inputs are in it, byte by byte. */
    private static List<String> lines(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    }

    /** libFuzzer's own last words on executions, and on coverage, features and corpus. */
    private static String summary(Path log) throws IOException {
        String executed = "nothing";
        String covered = "";
        for (String line : lines(log)) {
            if (line.startsWith("stat::number_of_executed_units:")) {
                executed = line.substring(line.lastIndexOf(' ') + 1);
            } else if (line.startsWith("#") && line.contains(" cov: ")) {
                covered = line.substring(line.indexOf("cov:")).replaceAll(" lim:.*", "");
            }
        }
        return executed + " inputs; " + covered;
    }
}
