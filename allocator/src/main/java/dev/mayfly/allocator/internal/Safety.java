package dev.mayfly.allocator.internal;

import java.util.List;
import java.util.Locale;

/** The safety level in force, read once, as constants that the JIT folds. */
public final class Safety {

    static final String PROPERTY = Settings.SAFETY;

    /** The levels, each with all that those before it check. */
    private static final List<String> LEVELS = List.of("standard", "checked", "paranoid");

    private static final int LEVEL = parse(System.getProperty(PROPERTY, LEVELS.getFirst()));

    /** Whether the level is checked or more. */
    public static final boolean CHECKED = LEVEL >= 1;

    /** Whether the level is paranoid. */
    public static final boolean PARANOID = LEVEL >= 2;

    static {
        Settings.noticeUnknown(System.getProperties());
    }

    private Safety() {}

    /** The place of the level that {@code value} names. */
    public static int parse(String value) {
        int level = LEVELS.indexOf(value.strip().toLowerCase(Locale.ROOT));
        if (level < 0) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + value + " is not a safety level; use one of " + LEVELS);
        }
        return level;
    }
}
