package dev.mayfly.allocator.source;

import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;
import dev.mayfly.allocator.internal.linux.LinuxPlatform;
import dev.mayfly.allocator.internal.linux.NumaPolicy;
import dev.mayfly.allocator.internal.source.Mapping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Zeroed memory of one NUMA node. Bound with {@code mbind} before it is touched, and checked with
 * {@code get_mempolicy}: both the policy of the range and the node of its first page. On a machine
 * with one node the same calls are made. {@link NumaTopology} says which nodes there are. Linux
 * x86-64; declines elsewhere, and where a container does not allow the calls. May be used by any
 * thread.
 */
public final class NumaSource implements MemorySource {

    private final LinuxMemory linux;
    private final int node;

    NumaSource(LinuxMemory linux, int node) {
        this.linux = linux;
        this.node = node;
    }

    /** Memory of the node with the number {@code node}; declines if there is no such node. */
    public NumaSource(int node) {
        this(LinuxPlatform.current(), node);
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        try {
            long bytes = Mapping.inPages(byteSize, LinuxMemory.PAGE_BYTES);
            return bound(Mapping.aligned(linux, bytes, byteAlignment));
        } catch (LinuxCallException failure) {
            return new Declined(failure.reason());
        }
    }

    private Answer bound(Mapping mapping) throws LinuxCallException {
        try {
            linux.bind(mapping.address(), mapping.bytes(), node);
            NumaPolicy policy = linux.policyAt(mapping.address());
            if (!policy.binds(node)) {
                mapping.unmap();
                return new Declined(
                        "the kernel holds another policy for the memory than was set: " + policy);
            }
        } catch (LinuxCallException failure) {
            mapping.unmap();
            throw failure;
        }
        return placed(mapping);
    }

    /** Touches the first page and looks where it is. */
    private Answer placed(Mapping mapping) throws LinuxCallException {
        Arena lifetime = Arena.ofShared();
        Memory memory = Memory.of(lifetime, mapping.segment(lifetime));
        MemorySegment segment = memory.segment();
        segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
        int found;
        try {
            found = linux.nodeAt(segment.address());
        } catch (LinuxCallException failure) {
            memory.giveBack();
            throw failure;
        }
        if (found != node) {
            memory.giveBack();
            return new Declined("the kernel put the memory on node " + found + ".");
        }
        return memory;
    }

    @Override
    public String toString() {
        return "NUMA node " + node;
    }
}
