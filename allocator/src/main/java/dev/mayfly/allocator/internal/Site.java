package dev.mayfly.allocator.internal;

import org.jspecify.annotations.Nullable;

import java.security.ProtectionDomain;

/** The place in the caller's code where a thing was taken; looked up in paranoid only. */
public final class Site {

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Under this the allocator's classes stand, and those of whoever uses its name as well. */
    private static final String PACKAGES = "dev.mayfly.allocator";

    /** What is loaded from where this is: so what only uses the name is told apart. */
    private static final ProtectionDomain OURS = Site.class.getProtectionDomain();

    private Site() {}

    /** The innermost stack frame that belongs neither to the allocator nor to the JDK's own. */
    public static @Nullable String ofCaller() {
        return WALKER.walk(
                frames ->
                        frames.filter(frame -> !isAllocator(frame.getDeclaringClass()))
                                .map(frame -> frame.toStackTraceElement().toString())
                                .findFirst()
                                .orElse(null));
    }

    /** What to append to a message: nothing where no site was kept. */
    public static String sentence(@Nullable String site) {
        return site == null ? "" : " It was taken at " + site + ".";
    }

    @SuppressWarnings("ReferenceEquality") // a loader makes one for each place that it loads from
    private static boolean isAllocator(Class<?> type) {
        String in = type.getPackageName();
        return (in.startsWith(PACKAGES) && type.getProtectionDomain() == OURS)
                || in.equals("java.lang.foreign");
    }
}
