package dev.mayfly.weaver.maven;

import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goals {@code weave} and {@code weave-tests}: weave what was compiled, where it lies. The fields
 * are filled by Maven ({@code META-INF/maven/plugin.xml}).
 */
public final class WeaveMojo extends AbstractMojo {

    /** Java 25: it has the class-file API that the weaver stands on, and is what Mayfly needs. */
    private static final int OLDEST_JAVA = 25;

    private static final String MAIN = "dev.mayfly.weaver.Main";

    private @Nullable MavenProject project;
    private @Nullable MavenSession session;
    private @Nullable ToolchainManager toolchains;
    private @Nullable File classes;
    private boolean tests;
    private boolean skip;
    private boolean failOnWarnings;

    /** Called by Maven. */
    public WeaveMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Path folder = given(classes).toPath();
        if (skip || !Files.isDirectory(folder)) {
            return;
        }
        try {
            Process weaver = new ProcessBuilder(command(folder)).redirectErrorStream(true).start();
            tell(weaver);
            if (weaver.waitFor() != 0) {
                throw new MojoFailureException(
                        "The classes in " + folder + " were not woven; see the messages above.");
            }
        } catch (IOException e) {
            throw new MojoExecutionException("The weaver could not be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted while weaving", e);
        }
    }

    private List<String> command(Path folder) throws MojoExecutionException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(weaver());
        command.add(MAIN);
        command.add("--classpath");
        command.add(String.join(File.pathSeparator, classPath(folder)));
        if (failOnWarnings) {
            command.add("--werror");
        }
        command.add(folder.toString());
        return command;
    }

    /** That of the toolchain that compiles; without one, that which Maven runs on. */
    private String java() throws MojoExecutionException {
        Toolchain jdk = given(toolchains).getToolchainFromBuildContext("jdk", given(session));
        String chosen = jdk == null ? null : jdk.findTool("java");
        if (chosen != null) {
            return chosen;
        }
        if (Runtime.version().feature() < OLDEST_JAVA) {
            throw new MojoExecutionException(
                    "The weaver needs JDK "
                            + OLDEST_JAVA
                            + " or newer, and Maven runs on "
                            + Runtime.version()
                            + ". Choose a JDK with maven-toolchains-plugin, goal"
                            + " select-jdk-toolchain, or set JAVA_HOME.");
        }
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String weaver() throws MojoExecutionException {
        try {
            return Path.of(
                            WeaveMojo.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new MojoExecutionException("The weaver's own jar is not found", e);
        }
    }

    private Set<String> classPath(Path folder) throws MojoExecutionException {
        MavenProject of = given(project);
        try {
            Set<String> paths =
                    new LinkedHashSet<>(
                            tests
                                    ? of.getTestClasspathElements()
                                    : of.getCompileClasspathElements());
            paths.remove(folder.toString());
            return paths;
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("The class path is not known", e);
        }
    }

    private void tell(Process weaver) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(weaver.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("error: ")) {
                    getLog().error(line.substring("error: ".length()));
                } else if (line.startsWith("warning: ")) {
                    getLog().warn(line.substring("warning: ".length()));
                } else {
                    getLog().info(line);
                }
            }
        }
    }

    private static <T> T given(@Nullable T value) throws MojoExecutionException {
        if (value == null) {
            throw new MojoExecutionException("Maven has not filled the plugin's fields");
        }
        return value;
    }
}
