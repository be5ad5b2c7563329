package dev.mayfly.allocator.budget;

import dev.mayfly.allocator.error.InvalidSizeException;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of memory as people write them. */
public final class MemorySize {

    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*(\\d{1,19})\\s*(B|KiB|MiB|GiB|TiB)?\\s*", Pattern.CASE_INSENSITIVE);

    private MemorySize() {}

    /**
     * The number of bytes that {@code text} stands for: {@code MemorySize.parse("256 KiB")}. It is
     * a whole number, and one of B, KiB, MiB, GiB and TiB, in either case, each 1,024 times the one
     * before; bytes without a unit. KB and MB are refused, because to some they are powers of ten.
     *
     * @throws InvalidSizeException if the text has another form, or means 2<sup>63</sup> or more
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidSizeException(
                    "'"
                            + text
                            + "' is not an amount of memory; write a whole number and B, KiB, MiB,"
                            + " GiB or TiB, as in \"256 KiB\".");
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : "bkmgt".indexOf(unit.toLowerCase(Locale.ROOT).charAt(0));
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            throw new InvalidSizeException(
                    "'" + text + "' is 2^63 bytes or more; the most is " + Long.MAX_VALUE + " B.");
        }
    }
}
