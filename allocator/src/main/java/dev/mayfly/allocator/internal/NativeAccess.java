package dev.mayfly.allocator.internal;

/** What is said where the JVM denies a restricted method of the JDK. */
public final class NativeAccess {

    private NativeAccess() {}

    /**
     * What to throw instead of what the JVM threw.
     *
     * @param who needs the method, and what for; begins the message
     * @param instead what else can be done
     */
    public static IllegalCallerException denied(
            String who, String instead, IllegalCallerException thrown) {
        return new IllegalCallerException(
                who
                        + " by a restricted method of the JDK, and this JVM denies it"
                        + " (--illegal-native-access=deny). Nothing was taken. Start it with"
                        + " "
                        + option()
                        + ", or "
                        + instead
                        + ".",
                thrown);
    }

    /** As above, where it is the safety level that needs it. */
    public static IllegalCallerException deniedToLevel(IllegalCallerException thrown) {
        return denied(
                "The safety level "
                        + (Safety.PARANOID ? "paranoid" : "checked")
                        + " ends native memory",
                "with -Dmayfly.safety=standard, which does without",
                thrown);
    }

    /** Whether restricted methods may be used without a word of the JVM. */
    public static boolean isEnabled() {
        return NativeAccess.class.getModule().isNativeAccessEnabled();
    }

    /** What to do so that it is known when nobody has a segment, as the end of a sentence. */
    public static String toKnowSegments() {
        return isEnabled()
                ? "who uses memory of a mapped file cannot be known"
                : "such memory goes back once nobody uses it where the JVM is started with "
                        + option();
    }

    private static String option() {
        Module own = NativeAccess.class.getModule();
        return "--enable-native-access=" + (own.isNamed() ? own.getName() : "ALL-UNNAMED");
    }
}
