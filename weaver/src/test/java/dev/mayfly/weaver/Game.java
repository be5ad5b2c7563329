package dev.mayfly.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A program of a user: sources that are compiled into a folder of their own, woven there or not,
 * and run in a class loader of their own, which verifies them.
 */
final class Game {

    private static final Pattern TYPE =
            Pattern.compile("public (?:abstract |final )?(?:class|interface|record|enum) (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    private final Path folder;
    private final List<Path> classPath = new ArrayList<>();
    private String output = "";

    Game(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /** What the weaver has said last. */
    String output() {
        return output;
    }

    /** The sources below {@code src/test/sources/name}. */
    static String[] sources(String name) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/sources", name))) {
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sources.add(Files.readString(each));
            }
        }
        return sources.toArray(String[]::new);
    }

    /** Has these folders on its class path. */
    Game on(Game... others) {
        for (Game each : others) {
            classPath.add(each.folder);
        }
        return this;
    }

    /** Compiles, with what is in the folder on the class path, and every warning an error. */
    Game compile(String... sources) throws IOException {
        Path at = Files.createTempDirectory("sources");
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-g",
                                "-Xlint:all,-serial,-processing,-classfile",
                                "-Werror",
                                "-proc:none",
                                "-implicit:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                folder + File.pathSeparator + classPath()));
        for (String each : sources) {
            Matcher type = TYPE.matcher(each);
            assertThat(type.find()).as(each).isTrue();
            Matcher of = PACKAGE.matcher(each);
            Path parent = of.find() ? at.resolve(of.group(1).replace('.', '/')) : at;
            Path file = Files.createDirectories(parent).resolve(type.group(1) + ".java");
            arguments.add(Files.writeString(file, each).toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(to, to, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return this;
    }

    private String classPath() {
        StringBuilder all = new StringBuilder();
        for (Path each : classPath) {
            all.append(each).append(File.pathSeparator);
        }
        return all.append(System.getProperty("java.class.path")).toString();
    }

    /** Weaves the folder, and returns the status. */
    int tryWeave(String... options) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<String> arguments = new ArrayList<>(List.of("--classpath", classPath()));
        arguments.addAll(List.of(options));
        arguments.add(folder.toString());
        int status = Main.run(to, to, arguments.toArray(String[]::new));
        output = said.toString(StandardCharsets.UTF_8);
        return status;
    }

    /** Weaves the folder, which works. */
    Game weave(String... options) {
        assertThat(tryWeave(options)).as(() -> output).isZero();
        return this;
    }

    /** A loader of its classes, as they are now. */
    ClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(folder.toUri().toURL());
        for (Path each : classPath) {
            urls.add(each.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Game.class.getClassLoader());
    }

    /** What a static method without parameters returns. */
    Object call(String type, String method) throws Exception {
        var called = loader().loadClass(type).getDeclaredMethod(method);
        called.setAccessible(true);
        return called.invoke(null);
    }

    /** Loads and links every class of the folder, which the JVM verifies. */
    List<Class<?>> linkAll() throws Exception {
        ClassLoader loader = loader();
        List<Class<?>> linked = new ArrayList<>();
        for (String each : classes()) {
            Class<?> type = Class.forName(each, false, loader);
            java.lang.invoke.MethodHandles.privateLookupIn(
                            type, java.lang.invoke.MethodHandles.lookup())
                    .ensureInitialized(type);
            linked.add(type);
        }
        return linked;
    }

    /** The names of the classes in the folder. */
    List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(each -> folder.relativize(each).toString())
                    .filter(each -> each.endsWith(".class"))
                    .map(
                            each ->
                                    each.substring(0, each.length() - 6)
                                            .replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }
}
