package dev.mayfly.ecs.snapshot;

import com.artemis.World;

import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.ecs.Copyable;
import dev.mayfly.ecs.EventReader;
import dev.mayfly.ecs.FrameComponent;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.error.TickInProgressException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;
import dev.mayfly.ecs.internal.snapshot.SnapshotFiles;
import dev.mayfly.ecs.internal.snapshot.WorldImage;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * What one world is between two ticks: the columns of every {@link SoaComponent}, who has which
 * component, which ids are in use and in which order the others will be handed out again, what each
 * subscription holds, and what has changed since the last tick; and what outlives the tick or was
 * made after it: events ({@link FrameEvents}) with their places, values and rows ({@link
 * FrameMapper}, {@link FrameComponent}) with their ages, and what waits for each {@link
 * EventReader}; and what is left of time in fixed steps. Restoring it makes the world what it was,
 * so that the same ticks lead to the same world again. Events, values and rows that there are then
 * and are not in it end.
 *
 * <pre>{@code
 * WorldSnapshot checkpoint = new WorldSnapshot(world);
 * checkpoint.take();
 * checkpoint.writeTo(Path.of("checkpoint.mayfly"));
 * world.process();
 * checkpoint.restore();
 *
 * WorldSnapshot.read(world, Path.of("checkpoint.mayfly")).restore();
 * }</pre>
 *
 * <p>Not in it is what lives elsewhere: the fields of systems, the tags and groups of Artemis'
 * managers, a random generator, frame memory. Subscription listeners are told who left and who
 * came, so that what follows them stays right; an entity that was replaced by another of the same
 * id is to them the same. What a listener changes in the world while it is told of a restore is
 * undone.
 *
 * <p>Every component must be a {@link SoaComponent}; {@link PlainComponentException} names the one
 * that is not. Of an event or value all fields are copied, but static and Java's {@code transient}
 * ones; they must be primitives, strings, boxes or enums, or the class {@link Copyable}, which a
 * file cannot hold. {@link TransientTypeException} names the class that is neither, while there is
 * an object of it.
 *
 * <p>Belongs to its world and its world's thread. Taking a snapshot again fills the same arrays: it
 * allocates nothing unless the world has grown.
 */
public final class WorldSnapshot {

    private final WorldImage image;
    private boolean taken;

    /** Whether code of the program is being given what this holds. */
    private boolean isWritten;

    /**
     * A snapshot that holds nothing yet.
     *
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     * @throws UnsupportedArtemisException if this is not an Artemis-odb that snapshots know
     */
    public WorldSnapshot(World world) {
        this(new WorldImage(world));
    }

    private WorldSnapshot(WorldImage image) {
        this.image = image;
    }

    /**
     * Reads a file, and checks all of it, without touching the world; {@link #restore} then brings
     * the world to it. The world must know every component type of the file, with the same columns;
     * of types that the file does not know no entity will have one. Events and values in it must be
     * of types that the world has a field for. It may be another world than the one that was saved,
     * and hold anything.
     *
     * <p>What it throws names the file.
     *
     * @throws IOException if the file cannot be read
     * @throws SnapshotFormatException if it is damaged, cut off, or something else
     * @throws SnapshotSchemaException if it has types, columns or fields that the world does not
     *     have
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static WorldSnapshot read(World world, Path file) throws IOException {
        return read(SnapshotFiles.read(new WorldImage(world), file));
    }

    /**
     * Reads a snapshot as {@link #read(World, Path)} does, from where the channel is to where the
     * snapshot ends.
     *
     * @throws IOException if the channel cannot be read
     * @throws SnapshotFormatException if it is damaged, cut off, or something else
     * @throws SnapshotSchemaException if it has types or columns that the world does not have
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static WorldSnapshot read(World world, ReadableByteChannel channel) throws IOException {
        return read(SnapshotFiles.read(new WorldImage(world), channel));
    }

    private static WorldSnapshot read(WorldImage image) {
        WorldSnapshot snapshot = new WorldSnapshot(image);
        snapshot.taken = true;
        return snapshot;
    }

    /**
     * Copies the world as it is now, in place of what this held. If it throws, this holds nothing,
     * unless the world is in a tick.
     *
     * @throws TickInProgressException if the world is in a tick, or another snapshot is taken or
     *     restored
     * @throws ReentryException if a method of an event or value that this called has emitted or
     *     created others, or a channel that this is being written to calls this
     * @throws PlainComponentException if an entity has a component that is no {@link SoaComponent}
     * @throws TransientTypeException if an event or value lives on that cannot be copied
     */
    public void take() {
        image.requireMaySave();
        if (isWritten) {
            throw new ReentryException(
                    "A snapshot was taken by the channel that it is written to: the file would hold"
                            + " halves of two. Have the channel write, and nothing else.");
        }
        taken = false;
        image.save();
        taken = true;
    }

    /**
     * Makes the world what it was. May be done any number of times.
     *
     * <p>What a listener throws is thrown from here, after the others have been told, and with the
     * world restored; every other exception or error, one of a full heap too, leaves the world
     * untouched.
     *
     * @throws IllegalStateException if this holds nothing
     * @throws TickInProgressException if the world is in a tick
     * @throws PlainComponentException if an entity has a component that is no {@link SoaComponent}
     */
    public void restore() {
        restore(() -> {});
    }

    /** Does the same, and runs this when the world is what it was, before listeners are told. */
    void restore(Runnable done) {
        requireTaken();
        image.restore(done);
    }

    /**
     * Writes what this holds to a file, in place of one that is there. That one is replaced only
     * when the new one is complete and on the disk, so that also after a power cut there is one or
     * the other, and once this has returned the new one. A symbolic link is followed; permissions
     * stay. What it throws names the file.
     *
     * @throws IOException if the file cannot be written, or is no regular file
     * @throws IllegalStateException if this holds nothing
     * @throws TransientTypeException if it holds an event or value whose class is {@link Copyable}
     */
    public void writeTo(Path file) throws IOException {
        if (!taken) {
            throw new IllegalStateException(
                    "The snapshot holds nothing to write to " + file + "; call take() first.");
        }
        SnapshotFiles.write(image, file);
    }

    /**
     * Writes what this holds to a channel, which stays open.
     *
     * @throws IOException if the channel cannot be written
     * @throws IllegalStateException if this holds nothing
     * @throws TransientTypeException if it holds an event or value whose class is {@link Copyable}
     */
    public void writeTo(WritableByteChannel channel) throws IOException {
        requireTaken();
        isWritten = true;
        try {
            SnapshotFiles.write(image, channel);
        } finally {
            isWritten = false;
        }
    }

    private void requireTaken() {
        if (!taken) {
            throw new IllegalStateException("The snapshot holds nothing; call take() first.");
        }
    }
}
