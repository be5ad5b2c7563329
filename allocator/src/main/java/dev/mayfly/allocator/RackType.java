package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

/** What arenas hand out and recycle: one rack in each arena for each of these. */
enum RackType {
    FLOATS("Floats", Float.BYTES, (o, c, n) -> new Floats(o, c, new float[n], 0)),
    INTS("Ints", Integer.BYTES, (o, c, n) -> new Ints(o, c, new int[n], 0)),
    LONGS("Longs", Long.BYTES, (o, c, n) -> new Longs(o, c, new long[n], 0)),
    DOUBLES("Doubles", Double.BYTES, (o, c, n) -> new Doubles(o, c, new double[n], 0)),
    SHORTS("Shorts", Short.BYTES, (o, c, n) -> new Shorts(o, c, new short[n], (short) 0)),
    BYTES("Bytes", Byte.BYTES, (o, c, n) -> new Bytes(o, c, new byte[n], (byte) 0)),

    INT_LISTS("IntList", Integer.BYTES, (o, c, n) -> new IntList(o, c, new int[n])),
    FLOAT_LISTS("FloatList", Float.BYTES, (o, c, n) -> new FloatList(o, c, new float[n])),
    LONG_LISTS("LongList", Long.BYTES, (o, c, n) -> new LongList(o, c, new long[n])),
    DOUBLE_LISTS("DoubleList", Double.BYTES, (o, c, n) -> new DoubleList(o, c, new double[n])),
    SHORT_LISTS("ShortList", Short.BYTES, (o, c, n) -> new ShortList(o, c, new short[n])),
    BYTE_LISTS("ByteList", Byte.BYTES, (o, c, n) -> new ByteList(o, c, new byte[n])),
    OBJECT_LISTS(
            "ObjectList",
            ObjectList.REFERENCE_BYTES,
            true,
            (o, c, n) -> new ObjectList<>(o, c, new @Nullable Object[n])),

    INT_INT_MAPS("IntIntMap", IntIntMap.ENTRY_BYTES, true, IntIntMap::new),
    LONG_INT_MAPS("LongIntMap", LongIntMap.ENTRY_BYTES, true, LongIntMap::new),
    INT_OBJECT_MAPS("IntObjectMap", IntObjectMap.ENTRY_BYTES, true, IntObjectMap<Object>::new),
    INT_QUEUES("IntQueue", Integer.BYTES, (o, c, n) -> new IntQueue(o, c, new int[n])),
    BIT_SETS("FrameBits", Long.BYTES, (o, c, n) -> new FrameBits(o, c, new long[n])),
    TEXTS("FrameText", Character.BYTES, (o, c, n) -> new FrameText(o, c, new char[n]));

    /** Makes one around a new, zero-filled array. */
    @FunctionalInterface
    interface Maker {
        BufferHandle make(BufferOrigin origin, int sizeClass, int arrayLength);
    }

    /** What messages and statistics call it. */
    final String title;

    final int elementBytes;

    /** Whether one has to be cleared when it is released. */
    final boolean clearsStorage;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Maker maker;

    RackType(String title, int elementBytes, Maker maker) {
        this(title, elementBytes, false, maker);
    }

    RackType(String title, int elementBytes, boolean clearsStorage, Maker maker) {
        this.title = title;
        this.elementBytes = elementBytes;
        this.clearsStorage = clearsStorage;
        this.maker = maker;
    }

    /** A new one, around a new array of that length. */
    BufferHandle make(BufferOrigin origin, int sizeClass, int arrayLength) {
        return maker.make(origin, sizeClass, arrayLength);
    }
}
