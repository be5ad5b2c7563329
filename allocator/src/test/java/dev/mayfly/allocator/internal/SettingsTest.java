package dev.mayfly.allocator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.ChildJvm;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Properties that are spelled wrong. */
@SameAtEveryLevel
class SettingsTest {

    /** Asks for the level twice. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            System.out.println(SafetyLevel.current() + " and " + SafetyLevel.current());
        }
    }

    @Test
    void aPropertyOfOursThatDoesNotExistIsNoticedOnceWithTheNearestName(@TempDir Path dir)
            throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(
                        Program.class,
                        dir,
                        "-Dmayfly.saftey=checked",
                        "-DMayfly.Safety=checked",
                        "-Dmayflyfree=true");
        assertThat(result.output())
                .contains("STANDARD and STANDARD")
                .containsOnlyOnce(
                        "-Dmayfly.saftey is no property of Mayfly's and changes nothing. Did you"
                                + " mean -Dmayfly.safety?")
                .containsOnlyOnce("-DMayfly.Safety is no property")
                .doesNotContain("mayflyfree is");
    }

    @Test
    void theNearestIsTheOneWithTheFewestLettersToChange() {
        assertThat(Settings.warning("mayfly.saftey")).endsWith("-Dmayfly.safety?");
        assertThat(Settings.warning("mayfly.safe")).endsWith("-Dmayfly.safety?");
        assertThat(Settings.warning("mayfly.savetynet")).endsWith("-Dmayfly.safety?");
        assertThat(Settings.warning("mayfly.native")).endsWith("-Dmayfly.maxNative?");
        assertThat(Settings.warning("mayfly.maxnativ")).endsWith("-Dmayfly.maxNative?");
        assertThat(Settings.warning("mayfly.maxNativeMemory")).endsWith("-Dmayfly.maxNative?");
    }

    @Test
    void oneThatExistsIsTakenInSilence(@TempDir Path dir) throws Exception {
        ChildJvm.Result result = ChildJvm.run(Program.class, dir, "-Dmayfly.safety=checked");
        assertThat(result.output().strip()).isEqualTo("CHECKED and CHECKED");
    }
}
