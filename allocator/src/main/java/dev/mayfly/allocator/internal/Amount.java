package dev.mayfly.allocator.internal;

import dev.mayfly.allocator.error.InvalidSizeException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people write them; what {@code MemorySize} reads, for settings as well. */
public final class Amount {

    /** Never goes back: what it has taken fits nothing that follows. */
    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*+(\\d++)\\s*+(B|KiB|MiB|GiB|TiB)?+\\s*+", Pattern.CASE_INSENSITIVE);

    private static final long MIB = 1L << 20;

    private Amount() {}

    /**
     * The number of bytes that {@code text} stands for.
     *
     * @throws InvalidSizeException if the text has another form, or means 2<sup>63</sup> or more
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidSizeException(
                    "'"
                            + TextOf.foreign(text)
                            + "' is not an amount of memory; write a whole number and B, KiB, MiB,"
                            + " GiB or TiB, as in \"256 KiB\".");
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : "bkmgt".indexOf(unit.toLowerCase(Locale.ROOT).charAt(0));
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw new InvalidSizeException(
                    "'"
                            + TextOf.foreign(text)
                            + "' is 2^63 bytes or more; the most is "
                            + Long.MAX_VALUE
                            + " B.");
        }
    }

    /** The least whole number of MiB that has so many bytes, as one writes it in a setting. */
    public static String inMebibytes(long bytes) {
        return Math.ceilDiv(bytes, MIB) + "MiB";
    }
}
