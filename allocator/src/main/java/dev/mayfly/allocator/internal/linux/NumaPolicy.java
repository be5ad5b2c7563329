package dev.mayfly.allocator.internal.linux;

import java.util.BitSet;

/**
 * A NUMA memory policy, as {@code get_mempolicy} reports it.
 *
 * @param mode the kernel's number for it
 * @param nodes the nodes that it names
 */
public record NumaPolicy(int mode, BitSet nodes) {

    /** The mode that allows the named nodes only, MPOL_BIND. */
    public static final int BIND = 2;

    /** Whether memory may come from {@code node} only. */
    public boolean binds(int node) {
        return mode == BIND && nodes.get(node) && nodes.cardinality() == 1;
    }
}
