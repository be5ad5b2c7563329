package dev.mayfly.benchmarks;

import java.util.List;

/**
 * What a frame takes: the workloads that framealloc, a frame allocator for Rust, is measured by in
 * its own benchmarks.
 */
public enum Workload {

    /** A step of a physics engine: contacts, bodies and constraints. */
    PHYSICS,

    /** A render pass: commands and instances. */
    RENDER,

    /** Particles, each in a block of its own. */
    PARTICLES,

    /** As many small blocks as a frame may ever take. */
    STRESS;

    /**
     * Blocks of one size.
     *
     * @param count how many
     * @param bytes the size of each
     */
    public record Blocks(int count, int bytes) {}

    /** The blocks, in the order in which they are taken. */
    public List<Blocks> blocks() {
        return switch (this) {
            case PHYSICS -> List.of(new Blocks(500, 96), new Blocks(100, 256), new Blocks(200, 64));
            case RENDER -> List.of(new Blocks(2_000, 24), new Blocks(5_500, 32));
            case PARTICLES -> List.of(new Blocks(50_000, 48));
            case STRESS -> List.of(new Blocks(100_000, 16));
        };
    }

    /** How many bytes the blocks have in all. */
    public int bytes() {
        return blocks().stream().mapToInt(each -> each.count() * each.bytes()).sum();
    }
}
