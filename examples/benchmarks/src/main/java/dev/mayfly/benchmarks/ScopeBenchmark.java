package dev.mayfly.benchmarks;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;

import org.lwjgl.system.MemoryStack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.concurrent.TimeUnit;

/**
 * What it costs to open and close a scope in which nothing is taken. One op is one scope, or four
 * nested ones, inside a frame that stays open.
 *
 * <ul>
 *   <li>{@code mayflyFrame}: an empty frame, begun and ended, as the base.
 *   <li>{@code mayflyScope}, {@code mayflyFourScopes}: scopes of the open frame.
 *   <li>{@code lwjglPush}, {@code lwjglFourPushes}: LWJGL's {@code MemoryStack}, pushed and popped,
 *       inside a push that stays. The stack is at hand, not looked up by thread. A push is no more
 *       than a remembered pointer: there are no tags, no limits, and what is taken is not ended.
 * </ul>
 *
 * <p>The black hole sees the innermost scope while it is open, so that opening and closing do not
 * cancel out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class ScopeBenchmark {

    private static final int STACK_BYTES = 64 << 10;

    /** The arena whose frame stays open, and one at rest. */
    FrameArena open;

    FrameArena resting;
    MemoryStack stack;

    private FrameAllocator memory;
    private FrameAllocator otherMemory;

    /** Makes the arenas and the stack, and opens what stays open. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        otherMemory = FrameAllocator.create();
        open = memory.arena();
        resting = otherMemory.arena();
        open.begin();
        stack = MemoryStack.create(STACK_BYTES).push();
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        stack.pop();
        open.end();
        memory.close();
        otherMemory.close();
    }

    @Benchmark
    public void mayflyFrame(Blackhole blackhole) {
        try (FrameScope scope = resting.begin()) {
            blackhole.consume(scope);
        }
    }

    @Benchmark
    public void mayflyScope(Blackhole blackhole) {
        try (FrameScope scope = open.scope()) {
            blackhole.consume(scope);
        }
    }

    @Benchmark
    public void mayflyFourScopes(Blackhole blackhole) {
        try (FrameScope _ = open.scope();
                FrameScope _ = open.scope();
                FrameScope _ = open.scope();
                FrameScope innermost = open.scope()) {
            blackhole.consume(innermost);
        }
    }

    @Benchmark
    public void lwjglPush(Blackhole blackhole) {
        try (MemoryStack pushed = stack.push()) {
            blackhole.consume(pushed);
        }
    }

    @Benchmark
    public void lwjglFourPushes(Blackhole blackhole) {
        try (MemoryStack _ = stack.push();
                MemoryStack _ = stack.push();
                MemoryStack _ = stack.push();
                MemoryStack innermost = stack.push()) {
            blackhole.consume(innermost);
        }
    }
}
