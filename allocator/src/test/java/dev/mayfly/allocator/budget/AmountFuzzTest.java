package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Amounts of memory as text: each means what a plain reading of the rules says, or is refused by
 * name where that says nothing.
 *
 * <p>A fuzz target: the build gives it inputs that it finds by coverage, and the test those of the
 * corpus.
 */
@SameAtEveryLevel
public class AmountFuzzTest {

    private static final Path CORPUS = Path.of("src/test/fuzz/AmountFuzzTest");
    private static final List<String> UNITS = List.of("b", "kib", "mib", "gib", "tib");
    private static final String SPACES = " \t\n\u000b\f\r";

    /** What a fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        BigInteger expected = expected(text);
        boolean fits = expected.signum() >= 0 && expected.bitLength() < Long.SIZE;
        try {
            assertThat(MemorySize.parse(text)).isEqualTo(fits ? expected.longValue() : -1);
        } catch (InvalidSizeException e) {
            assertThat(fits).as(e.getMessage()).isFalse();
            assertThat(e)
                    .hasMessageContaining(
                            expected.signum() < 0 ? "is not an amount" : "2^63 bytes or more")
                    .hasMessageMatching("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{20,1000}");
        }
    }

    /** -1 if it has another form. */
    private static BigInteger expected(String text) {
        int from = 0;
        while (from < text.length() && SPACES.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = text.length();
        while (to > from && SPACES.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        int digits = from;
        while (digits < to && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        int unit = digits;
        while (unit < to && SPACES.indexOf(text.charAt(unit)) >= 0) {
            unit++;
        }
        String word = unit == to ? "b" : inLowerCase(text.substring(unit, to));
        if (digits == from || !UNITS.contains(word)) {
            return BigInteger.ONE.negate();
        }
        return new BigInteger(text.substring(from, digits)).shiftLeft(10 * UNITS.indexOf(word));
    }

    private static String inLowerCase(String ascii) {
        StringBuilder lower = new StringBuilder();
        for (char each : ascii.toCharArray()) {
            lower.append(each >= 'A' && each <= 'Z' ? (char) (each + 32) : each);
        }
        return lower.toString();
    }

    @Test
    void eachInputOfTheCorpusMeansWhatItSaysOrIsRefused() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                try {
                    fuzzerTestOneInput(Files.readAllBytes(file));
                } catch (Throwable failure) {
                    throw new AssertionError(file.toString(), failure);
                }
            }
        }
    }
}
