package dev.mayfly.ecs.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel of a {@link RecordingFileSystem}. */
final class RecordingChannel extends FileChannel {

    /** Is told what is done, and may throw. */
    interface Calls {
        void called(String call) throws IOException;
    }

    private final FileChannel real;
    private final Calls calls;

    RecordingChannel(FileChannel real, Calls calls) {
        this.real = real;
        this.calls = calls;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        calls.called("write");
        return real.write(source);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        calls.called("force");
        real.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return real.write(sources, offset, length);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long to) throws IOException {
        real.position(to);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long to) throws IOException {
        real.truncate(to);
        return this;
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) throws IOException {
        return real.transferTo(from, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long to, long count) throws IOException {
        return real.transferFrom(from, to, count);
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        return real.read(target, from);
    }

    @Override
    public int write(ByteBuffer source, long to) throws IOException {
        return real.write(source, to);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long length) throws IOException {
        return real.map(mode, from, length);
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        return real.lock(from, length, shared);
    }
}
