package dev.mayfly.allocator.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

@SameAtEveryLevel
class LinuxPlatformTest {

    @ParameterizedTest
    @CsvSource({"Mac OS X,aarch64", "Windows 11,amd64", "Linux,aarch64", "Linux,riscv64"})
    void elsewhereEveryCallFailsAndNamesThePlatform(String system, String architecture) {
        LinuxMemory none = LinuxPlatform.choose(system, architecture);
        List<ThrowingCallable> calls =
                List.of(
                        () -> none.reserve(4096),
                        () -> none.map(4096),
                        () -> none.mapHuge(2 << 20),
                        () -> none.unmap(0, 4096),
                        () -> none.commit(0, 4096),
                        () -> none.decommit(0, 4096),
                        () -> none.adviseHuge(0, 4096),
                        () -> none.bind(0, 4096, 0),
                        () -> none.policyAt(0),
                        () -> none.nodeAt(0));
        assertThat(calls)
                .allSatisfy(
                        call ->
                                assertThatThrownBy(call)
                                        .isInstanceOf(LinuxCallException.class)
                                        .hasMessageContainingAll(
                                                "Linux x86-64 only",
                                                system + " on " + architecture,
                                                "Use native memory"));
    }

    @Test
    void errorNumbersAreNamedAndOthersAreGivenAsNumbers() {
        assertThat(Errno.describe(12)).startsWith("ENOMEM (12): ");
        assertThat(Errno.describe(1)).startsWith("EPERM (1): ");
        assertThat(Errno.describe(4711)).isEqualTo("errno 4711");
    }
}
