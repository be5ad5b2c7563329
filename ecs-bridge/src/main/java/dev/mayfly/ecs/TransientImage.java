package dev.mayfly.ecs;

import dev.mayfly.ecs.internal.file.BoundedInput;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * What one kind of transients held between two ticks, and the way back. Its arrays are kept and
 * filled again.
 */
abstract class TransientImage {

    /** Copies what there is now. */
    abstract void save();

    /** Whether there is as much as was saved. */
    abstract boolean isOfNow();

    /** Forgets what it held. */
    abstract void clear();

    /** Whether there was nothing. */
    abstract boolean isEmpty();

    /** Does what can fail of restoring this many times. */
    abstract void prepare(int times);

    /** Brings back what it holds, in place of what there is; allocates nothing, calls nobody. */
    abstract void restore();

    abstract void write(DataOutputStream out) throws IOException;

    /**
     * Fills this from a file.
     *
     * @param taken which ids are those of entities
     */
    abstract void read(BoundedInput in, IntPredicate taken);
}
