package dev.mayfly.benchmarks.pool;

import dev.mayfly.allocator.pool.Block;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/** A thread that returns the blocks which another one has taken. */
public final class ReturningThread implements AutoCloseable {

    private static final Block[] END = {};
    private static final int SPINS = 20;

    private final AtomicReference<Block @Nullable []> inbox = new AtomicReference<>();

    /** Starts the thread. */
    public ReturningThread() {
        Thread.ofPlatform().daemon().name("returning").start(this::run);
    }

    @SuppressWarnings("ReferenceEquality") // the end is one certain array
    private void run() {
        while (true) {
            Block[] blocks = inbox.get();
            if (blocks == null) {
                pause();
            } else if (blocks == END) {
                return;
            } else {
                for (Block block : blocks) {
                    block.close();
                }
                inbox.set(null);
            }
        }
    }

    /** Waits until the blocks handed over before are returned, and hands these over. */
    public void handOver(Block[] blocks) {
        awaitReturn();
        inbox.set(blocks);
    }

    /** Waits until everything handed over is returned. */
    public void awaitReturn() {
        while (inbox.get() != null) {
            pause();
        }
    }

    /** Waits a moment, and lets the other thread run where the two share a processor. */
    @SuppressWarnings("ThreadPriorityCheck") // only the time depends on the scheduler
    private static void pause() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
        }
        Thread.yield();
    }

    /** Ends the thread, once everything is returned; to be called once. */
    @Override
    public void close() {
        handOver(END);
    }
}
