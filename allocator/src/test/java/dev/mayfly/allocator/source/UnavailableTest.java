package dev.mayfly.allocator.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.ChildJvm;
import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** What sources do where they cannot make system calls: they decline, and never crash. */
@SameAtEveryLevel
class UnavailableTest {

    @LinuxOnly
    @Test
    void withoutNativeAccessSystemCallsAreDeclinedAndTheOthersWork(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result =
                ChildJvm.run(DeniedAccess.class, directory, "--illegal-native-access=deny");
        assertThat(result.exitCode()).isZero();
        String advice = "The JVM does not let Mayfly make system calls";
        assertThat(result.output())
                .contains(
                        "a reservation of 0 bytes: " + advice, "transparent huge pages: " + advice)
                .contains("explicit huge pages: " + advice, "NUMA node 0: " + advice)
                .contains("--enable-native-access=dev.mayfly.allocator")
                .contains("native memory: given", "heap arrays: given");
    }

    @Test
    void onAnotherPlatformSystemCallsAreDeclined(@TempDir Path directory)
            throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(DeniedAccess.class, directory, "-Dos.name=Plan 9");
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("NUMA node 0: This works on Linux x86-64 only; this is Plan 9")
                .contains("native memory: given", "heap arrays: given");
    }
}
