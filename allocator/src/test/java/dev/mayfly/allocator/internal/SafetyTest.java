package dev.mayfly.allocator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SafetyLevel;

import org.junit.jupiter.api.Test;

class SafetyTest {

    @Test
    void theLevelInForceIsTheOneThatTheProcessWasStartedWith() {
        int level = Safety.parse(System.getProperty("mayfly.safety", "standard"));

        assertThat(SafetyLevel.current().ordinal()).isEqualTo(level);
        assertThat(Safety.CHECKED).isEqualTo(level >= SafetyLevel.CHECKED.ordinal());
        assertThat(Safety.PARANOID).isEqualTo(level == SafetyLevel.PARANOID.ordinal());
    }

    @Test
    void levelsAreReadWithoutRegardToCase() {
        assertThat(Safety.parse("checked")).isEqualTo(SafetyLevel.CHECKED.ordinal());
        assertThat(Safety.parse(" Paranoid ")).isEqualTo(SafetyLevel.PARANOID.ordinal());
    }

    @Test
    void anUnknownLevelIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Safety.parse("safe"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dmayfly.safety=safe")
                .hasMessageContaining("[standard, checked, paranoid]");
    }
}
