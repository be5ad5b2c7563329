package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.SafetyLevel;

/** The safety level in force, as constants that the JIT folds. */
final class Checks {

    /** Whether {@link SafetyLevel#CHECKED} or more is in force. */
    static final boolean CHECKED = SafetyLevel.current() != SafetyLevel.STANDARD;

    /** Whether {@link SafetyLevel#PARANOID} is in force. */
    static final boolean PARANOID = SafetyLevel.current() == SafetyLevel.PARANOID;

    private Checks() {}
}
