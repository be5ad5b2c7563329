package dev.mayfly.examples.swarm.measure;

import dev.mayfly.examples.swarm.simulation.Swarm;

/** A swarm of one mover, which goes a step in every tick. */
public final class FakeSwarm implements Swarm {
    private final float start;
    private int ticks;
    private int bytes;
    private byte[] garbage = {};
    private boolean closed;

    public FakeSwarm(float start) {
        this.start = start;
    }

    void allocateInEveryTick(int size) {
        bytes = size;
    }

    public int ticks() {
        return ticks;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void tick() {
        ticks++;
        if (bytes > 0) {
            garbage = new byte[bytes];
        }
    }

    @Override
    public void visit(Visitor visitor) {
        visitor.see(0, garbage.length == bytes ? 0 : 1, start + ticks, 1f, 1f, 0f);
    }

    @Override
    public long collisions() {
        return 2L * ticks;
    }

    @Override
    public long catches() {
        return ticks;
    }

    @Override
    public void close() {
        closed = true;
    }
}
