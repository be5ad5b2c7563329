package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.NativeFloats;
import dev.mayfly.allocator.SoaBuffer;

/** Sparks of a firework; one row a spark. */
public final class Sparks extends SoaBuffer {
    public final Floats x = floats();
    public final Floats speed = floats(1f); // a new row starts at 1
    public final Floats age = floats();
    public final NativeFloats instance = nativeFloats(); // goes to the GPU as it is

    /** Makes a buffer without rows. */
    public Sparks() {}
}
