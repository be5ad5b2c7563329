package dev.mayfly.allocator;

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
final class Exposure {

    /** Of what nobody ends: everything in standard. */
    static final Exposure ENDLESS = new Exposure(Arena.global());

    private static final System.Logger LOG = System.getLogger("dev.mayfly.allocator");

    private final Arena life;

    private Exposure(Arena life) {
        this.life = life;
    }

    /**
     * That of the storage that {@code thing} has now, made if need be. Under a lock, because
     * threads may share a buffer: two of one storage would leave one that nobody ends.
     */
    static synchronized Exposure ofNow(Expiring thing) {
        Exposure current = thing.exposure;
        if (current == null || !current.isAlive()) {
            current = HeapViews.exist() ? new Exposure(Arena.ofShared()) : ENDLESS;
            thing.exposure = current;
        }
        return current;
    }

    boolean isAlive() {
        return life.scope().isAlive();
    }

    MemorySegment show(MemorySegment plain) {
        return isEndless() ? plain : HeapViews.of(plain, life);
    }

    /**
     * Ends the segments. While native code is working on one they cannot be ended: that is logged,
     * and they stay. No harm comes of it, because storage that was shown is handed to nobody else.
     *
     * @param name what messages call the thing
     */
    void end(String name) {
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
