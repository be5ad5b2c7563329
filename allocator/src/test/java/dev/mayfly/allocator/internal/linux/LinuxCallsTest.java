package dev.mayfly.allocator.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each call that the kernel refuses names itself, what it was to do, and the error number. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@SameAtEveryLevel
class LinuxCallsTest {

    private static final long PAGE = LinuxMemory.PAGE_BYTES;

    /** Not a multiple of a page, so no call accepts it. */
    private static final long ODD = 1;

    private final LinuxMemory linux = LinuxPlatform.current();

    @Test
    void mappingMoreThanTheAddressSpaceFails() {
        assertThatThrownBy(() -> linux.map(1L << 50))
                .isInstanceOf(LinuxCallException.class)
                .hasMessageContainingAll(
                        "mmap could not map 1125899906842624 bytes", "ENOMEM (12)", "Take less");
        assertThatThrownBy(() -> linux.reserve(1L << 50))
                .hasMessageContainingAll("mmap could not reserve", "ENOMEM (12)");
        assertThatThrownBy(() -> linux.mapHuge(1L << 50))
                .hasMessageContainingAll("huge pages", "ENOMEM (12)", "vm.nr_hugepages");
    }

    @Test
    void anAddressThatIsNoPageFails() {
        assertThatThrownBy(() -> linux.unmap(ODD, PAGE))
                .hasMessageContainingAll("munmap could not give back 4096 bytes", "EINVAL (22)");
        assertThatThrownBy(() -> linux.commit(ODD, PAGE))
                .hasMessageContainingAll("mprotect could not commit 4096 bytes", "EINVAL (22)");
        assertThatThrownBy(() -> linux.decommit(ODD, PAGE))
                .hasMessageContainingAll("madvise could not drop 4096 bytes", "EINVAL (22)");
        assertThatThrownBy(() -> linux.adviseHuge(ODD, PAGE))
                .hasMessageContainingAll("madvise could not ask for transparent", "EINVAL (22)");
        assertThatThrownBy(() -> linux.bind(ODD, PAGE, 0))
                .hasMessageContainingAll(
                        "mbind could not bind 4096 bytes to NUMA node 0",
                        "EINVAL (22)",
                        "CAP_SYS_NICE");
    }

    @Test
    void anAddressThatIsNotMappedFails() {
        assertThatThrownBy(() -> linux.policyAt(0))
                .hasMessageContainingAll("get_mempolicy could not read", "EFAULT (14)");
        assertThatThrownBy(() -> linux.nodeAt(0))
                .hasMessageContainingAll("get_mempolicy could not read", "EFAULT (14)");
    }

    @Test
    void memoryIsBoundAndReadBack() throws LinuxCallException {
        long address = linux.map(PAGE);
        assertThat(linux.policyAt(address).binds(0)).isFalse();
        linux.bind(address, PAGE, 0);
        assertThat(linux.policyAt(address).binds(0)).isTrue();
        linux.unmap(address, PAGE);
        assertThatThrownBy(() -> linux.policyAt(address)).hasMessageContaining("EFAULT");
    }
}
