package dev.mayfly.allocator.source;

import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;
import dev.mayfly.allocator.internal.linux.LinuxPlatform;
import dev.mayfly.allocator.internal.linux.NumaPolicy;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** The real calls, of which a test can make some fail; counts the bytes that are mapped. */
final class FaultyLinux implements LinuxMemory {

    private final LinuxMemory real = LinuxPlatform.current();
    private final Set<String> failing = new HashSet<>();
    private OptionalInt node = OptionalInt.empty();
    private long mapped;

    /** Makes calls of this name fail. */
    FaultyLinux failAt(String call) {
        failing.add(call);
        return this;
    }

    void mend() {
        failing.clear();
    }

    /** Makes the kernel put every page on this node. */
    FaultyLinux placingOn(int wrong) {
        node = OptionalInt.of(wrong);
        return this;
    }

    long mappedBytes() {
        return mapped;
    }

    private void call(String name) throws LinuxCallException {
        if (failing.contains(name)) {
            throw new LinuxCallException(name + " was made to fail.");
        }
    }

    @Override
    public long reserve(long bytes) throws LinuxCallException {
        call("reserve");
        long address = real.reserve(bytes);
        mapped += bytes;
        return address;
    }

    @Override
    public long map(long bytes) throws LinuxCallException {
        call("map");
        long address = real.map(bytes);
        mapped += bytes;
        return address;
    }

    @Override
    public long mapHuge(long bytes) throws LinuxCallException {
        call("mapHuge");
        long address = real.map(bytes);
        mapped += bytes;
        return address;
    }

    @Override
    public void unmap(long address, long bytes) throws LinuxCallException {
        call("unmap");
        real.unmap(address, bytes);
        mapped -= bytes;
    }

    @Override
    public void commit(long address, long bytes) throws LinuxCallException {
        call("commit");
        real.commit(address, bytes);
    }

    @Override
    public void decommit(long address, long bytes) throws LinuxCallException {
        call("decommit");
        real.decommit(address, bytes);
    }

    @Override
    public void adviseHuge(long address, long bytes) throws LinuxCallException {
        call("adviseHuge");
        real.adviseHuge(address, bytes);
    }

    @Override
    public void bind(long address, long bytes, int to) throws LinuxCallException {
        call("bind");
        real.bind(address, bytes, to);
    }

    @Override
    public NumaPolicy policyAt(long address) throws LinuxCallException {
        call("policyAt");
        return real.policyAt(address);
    }

    @Override
    public int nodeAt(long address) throws LinuxCallException {
        call("nodeAt");
        return node.isPresent() ? node.getAsInt() : real.nodeAt(address);
    }
}
