package dev.mayfly.ecs.snapshot;

import com.artemis.World;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;

/** A snapshot as somebody changes it who knows the format, and so makes its checksums right. */
final class SnapshotBytes {

    /** Where the header begins. */
    static final int HEADER = 16;

    static final int IDS = HEADER + 1;
    static final int QUEUED = HEADER + 5;
    static final int COUNTED = HEADER + 13;
    static final int TYPES = HEADER + 14;

    private byte[] bytes;

    SnapshotBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static SnapshotBytes of(World world) {
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        return of(snapshot);
    }

    static SnapshotBytes of(WorldSnapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            snapshot.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new SnapshotBytes(bytes.toByteArray());
    }

    int headerLength() {
        return ByteBuffer.wrap(bytes).getInt(12);
    }

    /** Where the data begins. */
    int data() {
        return HEADER + headerLength() + Integer.BYTES;
    }

    int getInt(int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    SnapshotBytes putInt(int at, int value) {
        ByteBuffer.wrap(bytes).putInt(at, value);
        return this;
    }

    /** In the machine's byte order, as all of the data is. */
    SnapshotBytes putData(int at, short value) {
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(data() + at, value);
        return this;
    }

    SnapshotBytes putData(int at, int value) {
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(data() + at, value);
        return this;
    }

    SnapshotBytes putData(int at, long value) {
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(data() + at, value);
        return this;
    }

    SnapshotBytes putByte(int at, int value) {
        bytes[at] = (byte) value;
        return this;
    }

    SnapshotBytes flip(int at, int bit) {
        bytes[at] ^= (byte) (1 << bit);
        return this;
    }

    /** Puts bytes in place of some. */
    SnapshotBytes splice(int at, int removed, byte... added) {
        byte[] spliced = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(added, 0, spliced, at, added.length);
        System.arraycopy(
                bytes, at + removed, spliced, at + added.length, bytes.length - at - removed);
        bytes = spliced;
        return this;
    }

    /** Puts bytes in place of some in the header, and makes its length fit. */
    SnapshotBytes spliceHeader(int at, int removed, byte... added) {
        int length = headerLength() - removed + added.length;
        return splice(at, removed, added).putInt(12, length);
    }

    /** Makes the checksums right. */
    byte[] sealed() {
        if (bytes.length < HEADER) {
            return bytes;
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int header = HEADER + headerLength();
        if (headerLength() >= 0 && header >= 0 && header + 8 <= bytes.length) {
            seal(file, 0, header);
            seal(file, header + Integer.BYTES, bytes.length - Integer.BYTES);
        }
        return bytes;
    }

    private static void seal(ByteBuffer file, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(file.array(), from, to - from);
        file.putInt(to, (int) checksum.getValue());
    }

    byte[] unsealed() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /** A channel that does not say how long it is. */
    static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }
}
