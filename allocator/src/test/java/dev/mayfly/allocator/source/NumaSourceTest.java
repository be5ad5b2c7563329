package dev.mayfly.allocator.source;

import static dev.mayfly.allocator.source.Answers.declined;
import static dev.mayfly.allocator.source.Answers.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;
import dev.mayfly.allocator.internal.linux.LinuxPlatform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Makes the real calls, also on a machine with one node. */
@LinuxOnly
@SameAtEveryLevel
class NumaSourceTest {

    private final FaultyLinux linux = new FaultyLinux();

    @Test
    void memoryOfEachNodeThatHasSomeIsBoundToItAndOnIt() throws IOException, LinuxCallException {
        LinuxMemory kernel = LinuxPlatform.current();
        for (NumaTopology.Node node : NumaTopology.read().nodes()) {
            if (node.memoryBytes() == 0) {
                continue;
            }
            Memory memory = given(new NumaSource(node.number()).request(1 << 20, 64));
            MemorySegment segment = memory.segment();
            segment.fill((byte) 1);
            long last = segment.address() + segment.byteSize() - LinuxMemory.PAGE_BYTES;
            assertThat(kernel.policyAt(segment.address()).binds(node.number())).isTrue();
            assertThat(kernel.policyAt(last).binds(node.number())).isTrue();
            assertThat(kernel.nodeAt(last)).isEqualTo(node.number());
            memory.giveBack();
            assertThatThrownBy(() -> segment.fill((byte) 2))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void memoryThatWasNotBoundHasAnotherPolicy() throws LinuxCallException {
        long address = linux.map(LinuxMemory.PAGE_BYTES);
        assertThat(linux.policyAt(address).binds(0)).isFalse();
        linux.unmap(address, LinuxMemory.PAGE_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000, 1023, 1 << 20})
    void aNodeThatIsNotThereIsDeclined(int node) {
        assertThat(declined(new NumaSource(linux, node).request(100, 8)))
                .contains("NUMA node " + node);
        assertThat(linux.mappedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "bind", "policyAt", "nodeAt"})
    void aCallThatFailsIsAReasonToDeclineAndLeavesNothingMapped(String call) {
        NumaSource source = new NumaSource(linux.failAt(call), 0);
        assertThat(declined(source.request(100, 8))).isEqualTo(call + " was made to fail.");
        assertThat(linux.mappedBytes()).isZero();
    }

    @Test
    void memoryThatTheKernelPutElsewhereIsDeclined() {
        NumaSource source = new NumaSource(linux.placingOn(5), 0);
        assertThat(declined(source.request(100, 8))).contains("on node 5");
        assertThat(linux.mappedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 4096, 1 << 16, 1 << 22})
    void alignmentsBeyondAPageAreKept(long alignment) {
        Memory memory = given(new NumaSource(linux, 0).request(5000, alignment));
        assertThat(memory.segment().address() % alignment).isZero();
        assertThat(linux.mappedBytes()).isEqualTo(8192);
        memory.giveBack();
        assertThat(linux.mappedBytes()).isZero();
    }
}
