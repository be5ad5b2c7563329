package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.Amount;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.MaxNative;
import dev.mayfly.allocator.source.MappedFileSource;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The most native memory that an allocator, or the whole process, has from its sources at once.
 *
 * <p>How it works: each store asks its source through {@link #over}, which charges for a chunk
 * before the source is asked, here and in the limits around this one. What waits in a store is
 * charged, as the system has it no less. A chunk is taken seldom, so one lock guards all limits,
 * and none is ever passed. Not charged are arrays of the heap, which {@code -Xmx} limits, and
 * pieces of a mapped file, whose size its maker has set.
 */
public final class NativeLimit {

    /** That of all memory that Mayfly takes from sources. */
    public static final NativeLimit PROCESS =
            new NativeLimit(
                    null,
                    "the native memory of all allocators, pools and columns of this process",
                    "start the JVM with -D" + MaxNative.PROPERTY + "=",
                    MaxNative.BYTES);

    private static final Object LOCK = new Object();

    private final @Nullable NativeLimit around;
    private final String what;
    private final String howToRaise;
    private long limit;
    private long used;

    private NativeLimit(@Nullable NativeLimit around, String what, String howToRaise, long limit) {
        this.around = around;
        this.what = what;
        this.howToRaise = howToRaise;
        this.limit = limit;
    }

    /** That of one allocator: none of its own at first, inside that of the process. */
    public static NativeLimit ofAllocator() {
        return new NativeLimit(
                PROCESS,
                "the native memory of this allocator",
                "call FrameAllocator.limitNative, with ",
                Long.MAX_VALUE);
    }

    /**
     * Sets the most that may be out from now on. What is out stays, if it is more.
     *
     * @throws InvalidSizeException if that is negative
     */
    public void set(long bytes) {
        if (bytes < 0) {
            throw new InvalidSizeException(
                    "A limit of " + bytes + " bytes of native memory was set; use 0 or more.");
        }
        synchronized (LOCK) {
            limit = bytes;
        }
    }

    /** A source that gives what {@code source} does, within this limit and those around it. */
    public MemorySource over(MemorySource source) {
        if (source.equals(MemorySource.ofHeap()) || source instanceof MappedFileSource) {
            return source;
        }
        // So that the next of a chain is asked where this limit declines one.
        if (source instanceof Face<?> face && Insides.of(face) instanceof MemorySource[] parts) {
            MemorySource[] limited = Stream.of(parts).map(this::over).toArray(MemorySource[]::new);
            return MemorySource.firstOf(limited[0], Arrays.copyOfRange(limited, 1, limited.length));
        }
        return new LimitedSource(source, this);
    }

    /** Charges for so many bytes, here and around; or changes nothing, and says why not. */
    @Nullable String charge(long bytes) {
        synchronized (LOCK) {
            for (NativeLimit each = this; each != null; each = each.around) {
                if (bytes > each.limit - each.used) {
                    return each.full(bytes);
                }
            }
            add(bytes);
            return null;
        }
    }

    void uncharge(long bytes) {
        synchronized (LOCK) {
            add(-bytes);
        }
    }

    private void add(long bytes) {
        for (NativeLimit each = this; each != null; each = each.around) {
            each.used += bytes;
        }
    }

    private String full(long bytes) {
        return "the limit of "
                + what
                + " is "
                + limit
                + " bytes; "
                + used
                + " are in use and "
                + bytes
                + " more are needed. Take less, give something back first, or raise the limit: "
                + howToRaise
                + Amount.inMebibytes(bytes > Long.MAX_VALUE - used ? Long.MAX_VALUE : used + bytes)
                + " or more.";
    }
}
