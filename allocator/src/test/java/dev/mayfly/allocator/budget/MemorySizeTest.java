package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SameAtEveryLevel
class MemorySizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "17 B, 17",
        "256 KiB, 262144",
        "256kib, 262144",
        "' 3 MiB ', 3145728",
        "2GiB, 2147483648",
        "1 TiB, 1099511627776",
        "9223372036854775807, 9223372036854775807",
        "000000000000000000000012 GiB, 12884901888"
    })
    void anAmountIsAWholeNumberAndAUnit(String text, long bytes) {
        assertThat(MemorySize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1 KiB", "1.5 MiB", "256 KB", "256 K", "1 KiB 2"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("'" + text + "' is not an amount of memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "8388608 TiB", "100000000000000000000 B"})
    void whatNoLongHoldsIsRefused(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("2^63 bytes or more");
    }

    @Test
    void aMessageStaysOnOneLineAndShortWhateverTheTextIs() {
        String text = "1 KiB\n\u2028\u009b" + "so it goes\t".repeat(1_000);
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageStartingWith("'1 KiB???so it goes?")
                .hasMessageMatching("\\P{Cntrl}{100,1000}");
    }
}
