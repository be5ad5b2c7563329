package dev.mayfly.allocator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.SameAtEveryLevel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

@SameAtEveryLevel
class ReferencesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 2_048, 2_999, 3_000})
    void theFirstOfThemAreLetGoAndNoOthers(int count) {
        Object[] array = new Object[3_000];
        Arrays.fill(array, this);
        References.clear(array, count);
        assertThat(Arrays.copyOf(array, count)).allMatch(each -> each == null).hasSize(count);
        assertThat(Arrays.copyOfRange(array, count, array.length))
                .allMatch(each -> each != null)
                .hasSize(3_000 - count);
    }
}
