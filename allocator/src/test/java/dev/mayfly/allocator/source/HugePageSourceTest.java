package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.internal.linux.LinuxMemory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@LinuxOnly
@SameAtEveryLevel
class HugePageSourceTest {

    private static final long HUGE = LinuxMemory.HUGE_PAGE_BYTES;

    @TempDir Path directory;
    private final FaultyLinux linux = new FaultyLinux();

    @Test
    void transparentPagesAreAskedForWholeAndAligned() throws IOException {
        Memory memory = given(source("madvise", false).request(HUGE + 1, 64));
        assertThat(memory.segment().byteSize()).isEqualTo(2 * HUGE);
        assertThat(memory.segment().address() % HUGE).isZero();
        assertThat(ProcessMaps.flags(memory.segment().address())).contains(" hg");
        memory.segment().fill((byte) 1);
        memory.giveBack();
        assertThat(linux.mappedBytes()).isZero();
    }

    @Test
    void theRealModeOfThisMachineIsReported() throws IOException {
        HugePageSource real = HugePageSource.transparent();
        given(real.request(100, 8)).giveBack();
        Path mode = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean never = Files.exists(mode) && Files.readString(mode).contains("[never]");
        assertThat(real.fallback().isPresent()).isEqualTo(never);
    }

    @Test
    void explicitPagesAreGivenOrTheReasonIsRead() throws IOException {
        HugePageSource real = HugePageSource.explicit();
        Memory memory = given(real.request(100, 8));
        boolean huge = ProcessMaps.flags(memory.segment().address()).contains(" ht");
        assertThat(real.fallback().isEmpty()).isEqualTo(huge);
        real.fallback()
                .ifPresent(
                        reason ->
                                assertThat(reason)
                                        .contains("No explicit huge pages", "vm.nr_hugepages"));
        memory.segment().fill((byte) 1);
        memory.giveBack();
    }

    @Test
    void explicitPagesThatAreThereLeaveNoReason() throws IOException {
        HugePageSource explicit = source("madvise", true);
        linux.failAt("adviseHuge");
        Memory memory = given(explicit.request(100, 8));
        assertThat(explicit.fallback()).isEmpty();
        memory.giveBack();
        assertThat(linux.mappedBytes()).isZero();
    }

    @Test
    void fromExplicitItFallsBackToTransparentAndSaysWhy() throws IOException {
        HugePageSource explicit = source("madvise", true);
        linux.failAt("mapHuge");
        Memory memory = given(explicit.request(100, 8));
        assertThat(ProcessMaps.flags(memory.segment().address())).contains(" hg");
        assertThat(explicit.fallback())
                .hasValue("No explicit huge pages: mapHuge was made to fail.");
        memory.giveBack();
    }

    @Test
    void fromTransparentItFallsBackToOrdinaryPagesAndSaysWhy() throws IOException {
        HugePageSource off = source("never", true);
        linux.failAt("mapHuge");
        given(off.request(100, 8)).segment().fill((byte) 1);
        assertThat(off.fallback().orElseThrow())
                .contains("No explicit huge pages", "No transparent huge pages", "'never'");

        HugePageSource unknown = source("madvise", false);
        linux.failAt("adviseHuge");
        given(unknown.request(100, 8)).segment().fill((byte) 1);
        assertThat(unknown.fallback())
                .hasValue("No transparent huge pages: adviseHuge was made to fail.");
    }

    @Test
    void theReasonGoesWhenItNoLongerHolds() throws IOException {
        HugePageSource explicit = source("madvise", true);
        linux.failAt("mapHuge");
        given(explicit.request(100, 8)).giveBack();
        linux.mend();
        given(explicit.request(100, 8)).giveBack();
        assertThat(explicit.fallback()).isEmpty();
    }

    @Test
    void anAlignmentBeyondAHugePageIsKept() throws IOException {
        HugePageSource explicit = source("madvise", true);
        Memory memory = given(explicit.request(100, 4 * HUGE));
        assertThat(memory.segment().address() % (4 * HUGE)).isZero();
        assertThat(explicit.fallback().orElseThrow()).contains("aligned to 2097152");
        memory.giveBack();
        assertThat(linux.mappedBytes()).isZero();
    }

    @Test
    void withoutMemoryItDeclines() throws IOException {
        HugePageSource explicit = source("madvise", true);
        linux.failAt("mapHuge").failAt("map");
        assertThat(declined(explicit.request(100, 8))).isEqualTo("map was made to fail.");
        assertThat(declined(explicit.request(Long.MAX_VALUE, 8))).contains("No address space");
    }

    private HugePageSource source(String mode, boolean explicit) throws IOException {
        String modes = "always madvise never".replace(mode, "[" + mode + "]");
        return new HugePageSource(
                linux, Files.writeString(directory.resolve("enabled"), modes), explicit);
    }
}
