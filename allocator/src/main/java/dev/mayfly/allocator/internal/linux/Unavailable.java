package dev.mayfly.allocator.internal.linux;

/** Stands in where there are no such system calls: each method throws the reason. */
record Unavailable(String reason) implements LinuxMemory {

    @Override
    public long reserve(long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public long map(long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public long mapHuge(long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public void unmap(long address, long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public void commit(long address, long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public void decommit(long address, long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public void adviseHuge(long address, long bytes) throws LinuxCallException {
        throw none();
    }

    @Override
    public void bind(long address, long bytes, int node) throws LinuxCallException {
        throw none();
    }

    @Override
    public NumaPolicy policyAt(long address) throws LinuxCallException {
        throw none();
    }

    @Override
    public int nodeAt(long address) throws LinuxCallException {
        throw none();
    }

    private LinuxCallException none() {
        return new LinuxCallException(reason);
    }
}
