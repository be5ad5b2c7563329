package dev.mayfly.allocator.internal.lateuse;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * That segments of a storage were given out; from checked on also how long they live, where the JDK
 * lets us end them ({@link HeapViews}).
 *
 * <p>The segments of one storage share a life, so that many calls make one. It is shared among
 * threads, because a buffer is: closing it costs tens of microseconds, and whoever is in the middle
 * of an access then gets it done, or an exception.
 */
public final class Exposure {

    /** Of what nobody ends: everything in standard. */
    public static final Exposure ENDLESS = new Exposure(Arena.global());

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private final Arena life;

    private Exposure(Arena life) {
        this.life = life;
    }

    /**
     * That of a storage: the one that it has, if that is alive, or a new one.
     *
     * @param had what it has; null if none of its segments was given out
     */
    public static Exposure ofNow(@Nullable Exposure had) {
        if (had != null && had.isAlive()) {
            return had;
        }
        return HeapViews.exist() ? new Exposure(Arena.ofShared()) : ENDLESS;
    }

    private boolean isAlive() {
        return life.scope().isAlive();
    }

    /** What {@code plain} shows, for as long as this lives. */
    public MemorySegment show(MemorySegment plain) {
        return isEndless() ? plain : HeapViews.of(plain, life);
    }

    /**
     * Ends the segments. While native code is working on one they cannot be ended: that is logged,
     * and they stay. No harm comes of it, because storage that was shown is handed to nobody else.
     *
     * @param name what messages call the thing
     */
    public void end(String name) {
        if (isEndless() || !isAlive()) {
            return;
        }
        try {
            life.close();
        } catch (IllegalStateException inUse) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A segment of "
                            + name
                            + " is in use by native code beyond the end of what it shows. It stays"
                            + " usable, and what is written to it is lost. Let the call return"
                            + " before the scope ends, or promote what it works on.",
                    inUse);
        }
    }

    private boolean isEndless() {
        return this == ENDLESS;
    }
}
