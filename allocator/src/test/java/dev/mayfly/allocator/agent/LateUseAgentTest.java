package dev.mayfly.allocator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.ChildJvm;
import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.lateuse.AttachedLate;
import dev.mayfly.lateuse.LateUses;
import dev.mayfly.lateuse.ManyEnded;
import dev.mayfly.lateuse.OddClasses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** {@link LateUses} in JVMs with the agent and without. */
@SameAtEveryLevel
class LateUseAgentTest {

    private static final int USES = 33;

    @TempDir private Path directory;

    private List<String> run(String... options) throws IOException, InterruptedException {
        return run(LateUses.class, options);
    }

    private List<String> run(Class<?> program, String... options)
            throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(program, directory, options);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    /** The jar is not made yet: one with the same entry, for classes of the class path. */
    private String agent() throws IOException {
        return "-javaagent:" + agentJar();
    }

    private Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.putValue("Premain-Class", LateUseAgent.class.getName());
        entries.putValue("Agent-Class", LateUseAgent.class.getName());
        entries.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static List<String> of(List<String> output, String whose) {
        return output.stream().filter(line -> line.contains(whose)).toList();
    }

    @Test
    void withTheAgentEveryLateUseIsNoticedAtItsLine() throws Exception {
        List<String> output = run(agent(), "-Dmayfly.safety=checked");
        String type = "An object of dev.mayfly.lateuse.Particle was used after ";
        assertThat(of(output, " of a scope: "))
                .hasSize(USES)
                .allMatch(line -> line.contains(": noticed: " + type + "its scope had ended"));
        assertThat(of(output, " of a promotion: "))
                .hasSize(USES)
                .allMatch(line -> line.contains(": noticed: " + type + "the promotion that it"));
        assertThat(of(output, " of a pool: "))
                .hasSize(USES)
                .allMatch(line -> line.contains(": noticed: " + type + "it had been returned to"));
        assertThat(output)
                .contains(
                        "first: noticed",
                        "int read own: unnoticed",
                        "inner: 3",
                        "static: true",
                        "segment: Already closed");
        assertThat(of(output, "at the end of a frame: ")).isEmpty();
    }

    @Test
    void onTheModulePathToo() throws Exception {
        List<String> output =
                run(
                        agent(),
                        "-Dmayfly.safety=checked",
                        "--module-path=" + ChildJvm.location(LateUseAgent.class),
                        "--add-modules=dev.mayfly.allocator",
                        "--enable-native-access=dev.mayfly.allocator");
        assertThat(of(output, ": noticed: ")).hasSize(3 * USES);
        assertThat(output).contains("first: noticed", "segment: Already closed");
    }

    @Test
    void inParanoidTooAndSaysWhereItWasTaken() throws Exception {
        List<String> output = run(agent(), "-Dmayfly.safety=paranoid");
        assertThat(of(output, ": noticed: "))
                .hasSize(3 * USES)
                .allMatch(line -> line.contains(" taken at ") && line.contains("LateUses.of"));
        assertThat(output).contains("first: noticed", "segment: Already closed");
    }

    @Test
    void withoutTheAgentNumbersAreReadLate() throws Exception {
        List<String> output = run("-Dmayfly.safety=checked");
        assertThat(output)
                .contains(
                        "int read of a scope: unnoticed",
                        "reference read of a scope: null",
                        "first: -559038737",
                        "segment: -559038737");
        assertThat(of(output, ": noticed: ")).isEmpty();
        assertThat(of(output, "at the end of a frame: ")).isNotEmpty();
    }

    @Test
    void withoutTheAgentThatIsSaidOnce() throws Exception {
        assertThat(of(run("-Dmayfly.safety=checked"), "noticed in part alone")).hasSize(1);
    }

    @Test
    void whatHasEndedIsForgottenOnceNobodyHoldsIt() throws Exception {
        assertThat(run(ManyEnded.class, agent(), "-Dmayfly.safety=checked", "-Xmx24m"))
                .containsExactly("sum: 400000");
    }

    @Test
    void aMethodWithoutRoomForChecksIsLeftOutAloneAndThatIsSaid() throws Exception {
        List<String> output = run(OddClasses.class, agent(), "-Dmayfly.safety=checked");
        assertThat(output).contains("small: noticed", "huge: unnoticed", "last: noticed");
        assertThat(of(output, "are not looked for"))
                .singleElement()
                .asString()
                .contains(
                        "in method huge(Ldev/mayfly/lateuse/OddClasses$Thing;)V of class"
                                + " dev.mayfly.lateuse.Odd",
                        "split it");
    }

    @Test
    void attachedToARunningJvmItFindsWhatIsCalledFromThenOn() throws Exception {
        List<String> output =
                run(
                        AttachedLate.class,
                        "-Dagent=" + agentJar(),
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Dmayfly.safety=checked");
        assertThat(output).contains("before: unnoticed", "after: noticed", "twice: noticed");
    }

    @Test
    void inStandardTheAgentLooksForNothing() throws Exception {
        assertThat(run(agent()))
                .filteredOn(line -> line.contains("noticed"))
                .hasSize(3 * USES + 1)
                .allMatch(line -> line.endsWith(": unnoticed"));
    }
}
