package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.security.ProtectionDomain;

/** The place in the program where a thing was taken, for messages; looked up in paranoid only. */
public final class Site {

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String OURS = "dev.mayfly.allocator";

    /**
     * Where our classes come from. Tests have packages of the same names, and come from elsewhere.
     */
    private static final ProtectionDomain HERE = Site.class.getProtectionDomain();

    private Site() {}

    /** The innermost stack frame that is neither ours nor that of the JDK's allocators. */
    public static @Nullable String ofCaller() {
        return WALKER.walk(
                frames ->
                        frames.filter(frame -> !isInside(frame.getDeclaringClass()))
                                .map(frame -> frame.toStackTraceElement().toString())
                                .findFirst()
                                .orElse(null));
    }

    /** What to append to a message: nothing where no site was kept. */
    public static String sentence(@Nullable String site) {
        return site == null ? "" : " It was taken at " + site + ".";
    }

    private static boolean isInside(Class<?> type) {
        String name = type.getPackageName();
        return name.equals("java.lang.foreign")
                || (name.startsWith(OURS) && type.getProtectionDomain().equals(HERE));
    }
}
