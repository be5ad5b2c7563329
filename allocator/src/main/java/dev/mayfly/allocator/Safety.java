package dev.mayfly.allocator;

import java.util.Arrays;
import java.util.Locale;

/** The level in force, as constants that the JIT folds. */
final class Safety {

    static final String PROPERTY = "mayfly.safety";

    static final SafetyLevel LEVEL =
            parse(System.getProperty(PROPERTY, SafetyLevel.STANDARD.name()));

    /** Whether {@link SafetyLevel#CHECKED} or more is in force. */
    static final boolean CHECKED = LEVEL != SafetyLevel.STANDARD;

    /** Whether {@link SafetyLevel#PARANOID} is in force. */
    static final boolean PARANOID = LEVEL == SafetyLevel.PARANOID;

    private Safety() {}

    static SafetyLevel parse(String value) {
        for (SafetyLevel level : SafetyLevel.values()) {
            if (level.name().equalsIgnoreCase(value.strip())) {
                return level;
            }
        }
        throw new IllegalArgumentException(
                "-D"
                        + PROPERTY
                        + "="
                        + value
                        + " is not a safety level; use one of "
                        + Arrays.toString(SafetyLevel.values()).toLowerCase(Locale.ROOT));
    }
}
