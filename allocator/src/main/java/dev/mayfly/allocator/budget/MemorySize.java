package dev.mayfly.allocator.budget;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.Amount;

/** Reads amounts of memory as people write them. */
public final class MemorySize {

    private MemorySize() {}

    /**
     * The number of bytes that {@code text} stands for: {@code MemorySize.parse("256 KiB")}. It is
     * a whole number, and one of B, KiB, MiB, GiB and TiB, in either case, each 1,024 times the one
     * before; bytes without a unit. KB and MB are refused, because to some they are powers of ten.
     *
     * @throws InvalidSizeException if the text has another form, or means 2<sup>63</sup> or more
     */
    public static long parse(String text) {
        return Amount.parse(text);
    }
}
