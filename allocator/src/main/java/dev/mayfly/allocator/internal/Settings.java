package dev.mayfly.allocator.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The system properties that Mayfly reads: every one stands here, so that one that is spelled
 * wrong, which would silently do nothing, is noticed.
 */
final class Settings {

    /** The safety level. */
    static final String SAFETY = "mayfly.safety";

    /** The most native memory that the process has at once. */
    static final String MAX_NATIVE = "mayfly.maxNative";

    private static final List<String> KNOWN = List.of(SAFETY, MAX_NATIVE);

    private static final String PREFIX = "mayfly.";

    private Settings() {}

    /** Logs a warning for each property of that prefix that does not exist. */
    static void noticeUnknown(Properties set) {
        List<String> unknown = unknown(set.stringPropertyNames().stream());
        if (!unknown.isEmpty()) {
            System.Logger log = System.getLogger("dev.mayfly.allocator");
            for (String each : unknown) {
                log.log(System.Logger.Level.WARNING, warning(each));
            }
        }
    }

    private static List<String> unknown(Stream<String> names) {
        return names.filter(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .toList();
    }

    static String warning(String unknown) {
        String nearest =
                KNOWN.stream()
                        .min(Comparator.comparingInt(known -> distance(known, unknown)))
                        .orElseThrow();
        return "-D"
                + unknown
                + " is no property of Mayfly's and changes nothing. Did you mean -D"
                + nearest
                + "?";
    }

    /** How many letters are to be put in, left out or changed to make one of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
