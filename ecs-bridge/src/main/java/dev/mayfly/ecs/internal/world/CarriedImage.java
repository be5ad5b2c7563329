package dev.mayfly.ecs.internal.world;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.internal.file.BoundedInput;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * An image of what a world carries from tick to tick beside its components. It belongs to that
 * world, is kept, and filled again.
 */
public interface CarriedImage {

    /**
     * Fills this with what the world carries now.
     *
     * @throws TransientTypeException if something in it cannot be copied
     */
    void save();

    /**
     * Does all of restoring that can fail, and changes nothing that can be seen; the world has room
     * for the entities.
     *
     * @param times how often {@link #restore} will be called
     */
    void prepare(int times);

    /**
     * Makes the world carry what this holds and nothing else; after {@link #prepare}. Allocates
     * nothing and runs no code of the program.
     */
    void restore();

    /** Ends what the world carries of kinds that it met after {@link #prepare}. */
    void restoreLateComers();

    /**
     * Writes what this holds.
     *
     * @throws TransientTypeException if something in it can be in no file
     */
    void write(DataOutputStream out) throws IOException;

    /**
     * Fills this with what was written, maybe by another world; touches no world.
     *
     * @param taken which ids are those of entities
     * @throws SnapshotFormatException if nobody has written this
     * @throws SnapshotSchemaException if the world does not have a type of it, with these fields
     */
    void read(BoundedInput in, IntPredicate taken);
}
