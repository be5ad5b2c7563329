package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** The place in the caller's code where a thing was taken; looked up in paranoid only. */
final class Site {

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final Set<Class<?>> OURS =
            Set.of(
                    Site.class,
                    FrameArena.class,
                    ArenaBuffers.class,
                    ArenaCollections.class,
                    FrameObjects.class,
                    FrameRows.class,
                    SoaBuffer.class,
                    Promoted.class,
                    Parcel.class,
                    NativeStack.class,
                    SliceGuards.class);

    private Site() {}

    /** The innermost stack frame that belongs neither to the arena nor to the JDK's allocators. */
    static @Nullable String ofCaller() {
        return WALKER.walk(
                frames ->
                        frames.filter(frame -> !isAllocator(frame.getDeclaringClass()))
                                .map(frame -> frame.toStackTraceElement().toString())
                                .findFirst()
                                .orElse(null));
    }

    /** What to append to a message: nothing where no site was kept. */
    static String sentence(@Nullable String site) {
        return site == null ? "" : " It was taken at " + site + ".";
    }

    private static boolean isAllocator(Class<?> type) {
        return OURS.contains(type) || type.getPackageName().equals("java.lang.foreign");
    }
}
