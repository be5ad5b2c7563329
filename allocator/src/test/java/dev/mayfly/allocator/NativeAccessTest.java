package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** {@link DeniedNativeAccess} at each level. */
@SameAtEveryLevel
class NativeAccessTest {

    @TempDir private Path directory;

    private List<String> run(String... options) throws Exception {
        ChildJvm.Result result = ChildJvm.run(DeniedNativeAccess.class, directory, options);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    @Test
    void standardNeedsNoRestrictedMethod() throws Exception {
        assertThat(run("--illegal-native-access=deny"))
                .containsExactly("slice: taken", "block: taken");
    }

    @Test
    void aLevelThatIsDeniedOneSaysWhichOptionIsMissing() throws Exception {
        assertThat(run("--illegal-native-access=deny", "-Dmayfly.safety=checked"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("slice: ")
                                        .contains(
                                                "level checked",
                                                "--enable-native-access=ALL-UNNAMED",
                                                "-Dmayfly.safety=standard"));
        assertThat(run("--illegal-native-access=deny", "-Dmayfly.safety=paranoid"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("block: ")
                                        .contains(
                                                "level paranoid",
                                                "--enable-native-access=ALL-UNNAMED"));
    }

    @Test
    void withTheOptionThatIsNamedEachLevelWorks() throws Exception {
        for (String level : new String[] {"checked", "paranoid"}) {
            assertThat(
                            run(
                                    "--illegal-native-access=deny",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Dmayfly.safety=" + level))
                    .contains("slice: taken", "block: taken");
        }
    }

    private String keepSegments(String... options) throws Exception {
        return ChildJvm.run(SegmentKeeper.class, directory, options).output();
    }

    @Test
    void whereItIsEnabledWhatWasDroppedGoesBackOnceNobodyHasASegmentOfIt() throws Exception {
        for (String level : new String[] {"standard", "checked", "paranoid"}) {
            assertThat(
                            keepSegments(
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Dmayfly.safety=" + level))
                    .contains("read: 10\n", "left: nothing\n");
        }
    }

    @Test
    void whereItIsNotSegmentsThatAreKeptStayAndTheLogSaysWhatToDo() throws Exception {
        assertThat(keepSegments("-Dmayfly.safety=standard"))
                .contains("read: 10\n", "left: 1MiB\n")
                .contains("a frame allocator", "a native column")
                .contains("where the JVM is started with --enable-native-access=ALL-UNNAMED")
                .doesNotContain("restricted method");
    }
}
