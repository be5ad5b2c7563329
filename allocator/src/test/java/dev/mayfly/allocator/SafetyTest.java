package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SafetyTest {

    @Test
    void theLevelInForceIsTheOneThatTheProcessWasStartedWith() {
        assertThat(SafetyLevel.current())
                .isEqualTo(Safety.parse(System.getProperty("mayfly.safety", "standard")));
    }

    @Test
    void levelsAreReadWithoutRegardToCase() {
        assertThat(Safety.parse("checked")).isEqualTo(SafetyLevel.CHECKED);
        assertThat(Safety.parse(" Paranoid ")).isEqualTo(SafetyLevel.PARANOID);
    }

    @Test
    void anUnknownLevelIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Safety.parse("safe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dmayfly.safety=safe")
                .hasMessageContaining("[standard, checked, paranoid]");
    }
}
