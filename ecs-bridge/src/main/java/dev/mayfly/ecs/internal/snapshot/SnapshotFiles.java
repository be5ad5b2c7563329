package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.error.TransientTypeException;
import dev.mayfly.ecs.internal.artemis.BitWords;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.file.DurableFile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes world images to files and reads them back.
 *
 * <p>A file is: eight letters that say what it is, the version, the length of the header, the
 * header, a checksum (CRC32C) of all so far; then the data, and its checksum. Numbers outside the
 * data have their high byte first; the data is the memory of the arrays as it is, in the order of
 * {@link #data}, its lengths given by the header, and then what the world carries beside
 * components, which says of itself what it is. A checksum finds damage, and is no proof of good
 * will, as whoever sends a file computes it. So no length is believed before as many bytes are
 * there ({@link ChecksummedInput#require}, {@link BoundedInput}), and what is said twice is
 * compared ({@link SoundBooks}), before anything is made of it.
 */
public final class SnapshotFiles {

    private static final long MAGIC = 0x4d61_7966_6c79_5753L; // "MayflyWS"

    /** Of files in which each type has a row for each id. */
    private static final int VERSION = 2;

    /** Of those in which types say how many rows they have. */
    private static final int VERSION_OF_SPARSE = 3;

    private static final int LONGEST_HEADER = 1 << 26;

    private SnapshotFiles() {}

    /**
     * Writes an image to a file, in place of one that is there once it is complete.
     *
     * @throws IOException naming the file
     */
    public static void write(WorldImage image, Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "the snapshot is not written, its directory does not exist");
        }
        try {
            DurableFile.write(file, channel -> write(image, channel));
        } catch (TransientTypeException e) {
            throw new TransientTypeException(
                    "The snapshot is not written to " + file + ". " + e.getMessage(), e);
        } catch (IOException e) {
            throw naming(file, "the snapshot is not written", e);
        }
    }

    /** The exception, or one around it if that does not say which file it is about. */
    private static IOException naming(Path file, String what, IOException failure) {
        if (failure instanceof FileSystemException of && file.toString().equals(of.getFile())) {
            return failure;
        }
        FileSystemException named =
                new FileSystemException(file.toString(), null, what + ", " + failure);
        named.initCause(failure);
        return named;
    }

    /** Writes an image to a channel, which stays open. */
    public static void write(WorldImage image, WritableByteChannel channel) throws IOException {
        byte[] carried = carried(image);
        SnapshotHeader header = SnapshotHeader.of(image, carried.length);
        byte[] encoded = header.encode();
        ChecksummedOutput out = new ChecksummedOutput(channel);
        out.putLong(MAGIC);
        out.putInt(header.isOfAllRows() ? VERSION : VERSION_OF_SPARSE);
        out.putInt(encoded.length);
        out.put(MemorySegment.ofArray(encoded));
        out.putChecksum();
        for (MemorySegment part : data(image.entities, image.heldStores())) {
            out.put(part);
        }
        out.put(MemorySegment.ofArray(carried));
        out.putChecksum();
        out.flush();
    }

    private static byte[] carried(WorldImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        image.carried.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /**
     * Fills an image from a file, and returns it.
     *
     * @throws IOException naming the file
     */
    public static WorldImage read(WorldImage image, Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            read(image, channel);
            if (channel.position() < channel.size()) {
                throw new SnapshotFormatException(
                        "it goes on for "
                                + (channel.size() - channel.position())
                                + " bytes after its end.");
            }
        } catch (SnapshotFormatException e) {
            throw e.in(file);
        } catch (SnapshotSchemaException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw naming(file, "the snapshot cannot be read", e);
        }
        return image;
    }

    /** Fills an image from where a channel is, and returns it. */
    public static WorldImage read(WorldImage image, ReadableByteChannel channel)
            throws IOException {
        ChecksummedInput in = new ChecksummedInput(channel);
        SnapshotHeader header = readHeader(in);
        List<StoreImage> matched = header.match(image.stores());
        in.require(header.dataBytes(matched));

        EntityImage entities = image.entities;
        makeRoom(entities, header);
        for (int i = 0; i < matched.size(); i++) {
            matched.get(i).makeRows(header.ids(), header.types().get(i).rows());
        }
        for (MemorySegment part : data(entities, matched)) {
            in.get(part);
        }
        byte[] carried = new byte[header.carried()];
        in.get(MemorySegment.ofArray(carried));
        in.requireChecksum("data");
        SoundBooks books = new SoundBooks(entities, header, matched);
        books.require();
        matched.forEach(StoreImage::settle);
        readCarried(image, carried, books);
        translate(entities, header.identities(image.world(), image.books(), matched));
        return image;
    }

    private static void readCarried(WorldImage image, byte[] carried, SoundBooks books) {
        BoundedInput in = new BoundedInput("part of events and values", carried);
        image.carried.read(in, books::isTaken);
        in.requireEnd();
    }

    private static SnapshotHeader readHeader(ChecksummedInput in) throws IOException {
        if (in.getLong() != MAGIC) {
            throw new SnapshotFormatException("it begins like something else.");
        }
        int version = in.getInt();
        if (version != VERSION && version != VERSION_OF_SPARSE) {
            throw new SnapshotFormatException(
                    "it is of version "
                            + version
                            + "; this Mayfly reads version "
                            + VERSION
                            + " and "
                            + VERSION_OF_SPARSE
                            + ".");
        }
        int length = in.getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new SnapshotFormatException("it is damaged: the length of its header is off.");
        }
        in.require(length);
        byte[] encoded = new byte[length];
        in.get(MemorySegment.ofArray(encoded));
        in.requireChecksum("header");
        return SnapshotHeader.decode(encoded, version == VERSION);
    }

    private static void makeRoom(EntityImage entities, SnapshotHeader header) {
        int words = BitWords.count(header.ids());
        entities.ids = header.ids();
        entities.queued = header.queued();
        entities.queue = new int[header.queued()];
        entities.identities = new short[header.ids()];
        entities.ticks = header.ticks();
        entities.counted = header.counted();
        entities.generations = new int[header.counted() ? header.ids() : 0];
        entities.changed = new long[words];
        entities.deleted = new long[words];
        entities.pendingPurge = new long[words];
    }

    /** The memory that a file holds, in its order. */
    private static List<MemorySegment> data(EntityImage entities, List<StoreImage> stores) {
        long words = BitWords.count(entities.ids);
        List<MemorySegment> parts = new ArrayList<>();
        parts.add(
                MemorySegment.ofArray(entities.queue)
                        .asSlice(0, (long) entities.queued * Integer.BYTES));
        parts.add(
                MemorySegment.ofArray(entities.identities)
                        .asSlice(0, (long) entities.ids * Short.BYTES));
        if (entities.counted) {
            parts.add(
                    MemorySegment.ofArray(entities.generations)
                            .asSlice(0, (long) entities.ids * Integer.BYTES));
        }
        for (long[] bits : List.of(entities.changed, entities.deleted, entities.pendingPurge)) {
            parts.add(MemorySegment.ofArray(bits).asSlice(0, words * Long.BYTES));
        }
        stores.forEach(store -> parts.addAll(store.segments()));
        return parts;
    }

    private static void translate(EntityImage entities, short[] identities) {
        for (int id = 0; id < entities.ids; id++) {
            entities.identities[id] = identities[entities.identities[id]];
        }
    }
}
